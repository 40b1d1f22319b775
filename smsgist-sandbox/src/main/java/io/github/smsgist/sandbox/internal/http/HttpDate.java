package io.github.smsgist.sandbox.internal.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Formats dates for HTTP headers.
 */
final class HttpDate {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	/**
	 * Cache for all answers in one second.
	 */
	private static volatile Second last = new Second(0, format(Instant.EPOCH));

	private HttpDate() {
	}

	static String format(Instant time) {
		return FORMAT.format(time);
	}

	static String now() {
		Instant now = Instant.now();
		Second second = last;
		if (second.epochSecond() != now.getEpochSecond()) {
			second = new Second(now.getEpochSecond(), format(now));
			last = second;
		}
		return second.text();
	}

	private record Second(long epochSecond, String text) {

	}

}
