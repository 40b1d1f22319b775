package io.github.smsgist.internal.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.smsgist.internal.json.LenientValues;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads the {@code Retry-After} header: a number of seconds, possibly with a fraction, or
 * a date in any of the usual formats (RFC 9110, section 10.2.3).
 */
final class RetryAfter {

	/**
	 * Longer waits are assumed to be mistakes. Also prevents overflow.
	 */
	static final Duration MAX_WAIT = Duration.ofDays(1);

	/**
	 * A number this large is a time since the epoch: as a wait it would be decades.
	 */
	private static final BigDecimal EARLIEST_TIME = BigDecimal.valueOf(1_000_000_000);

	private static final Pattern SECONDS = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:s|secs?|seconds?)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SURROUNDINGS = Pattern.compile("^[\\s\"']+|[\\s\"']+$");

	private static final Pattern PADDED_DAY = Pattern.compile("^(\\p{L}{3} \\p{L}{3}) {1,2}(\\d) ");

	private RetryAfter() {
	}

	/**
	 * Return how long the service asks to wait.
	 * @param headers the headers of the answer
	 * @param now the time of this machine, which a date is compared with if there is no
	 * {@code Date} header
	 * @return the wait, at most a day, or {@code null} if the header is missing or cannot
	 * be read
	 */
	static @Nullable Duration read(HttpHeaders headers, Instant now) {
		String header = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (header == null) {
			return null;
		}
		String value = SURROUNDINGS.matcher(header).replaceAll("");
		Duration wait = seconds(value);
		if (wait == null) {
			wait = untilDate(value, headers, now);
		}
		return (wait == null || wait.compareTo(MAX_WAIT) < 0) ? wait : MAX_WAIT;
	}

	private static @Nullable Duration seconds(String value) {
		Matcher seconds = SECONDS.matcher(value);
		if (!seconds.matches()) {
			return null;
		}
		BigDecimal number = new BigDecimal(seconds.group(1));
		if (number.compareTo(EARLIEST_TIME) >= 0 && LenientValues.instant(value) != null) {
			return null;
		}
		if (number.compareTo(BigDecimal.valueOf(MAX_WAIT.toSeconds())) >= 0) {
			return MAX_WAIT;
		}
		// Rounded up, so that the wait is never too short.
		return Duration.ofNanos(number.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact());
	}

	private static @Nullable Duration untilDate(String value, HttpHeaders headers, Instant now) {
		Instant until = date(value);
		if (until == null) {
			return null;
		}
		String date = headers.getFirst(HttpHeaders.DATE);
		Instant serviceNow = (date != null) ? date(date) : null;
		Duration wait = Duration.between((serviceNow != null) ? serviceNow : now, until);
		return wait.isNegative() ? Duration.ZERO : wait;
	}

	/**
	 * Spring reads the three formats of HTTP, except for the padded day of the oldest.
	 */
	private static @Nullable Instant date(String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.DATE, PADDED_DAY.matcher(value.strip()).replaceFirst("$1 0$2 "));
		try {
			ZonedDateTime date = headers.getFirstZonedDateTime(HttpHeaders.DATE);
			return (date != null) ? date.toInstant() : null;
		}
		catch (IllegalArgumentException ex) {
			return LenientValues.instant(value);
		}
	}

}
