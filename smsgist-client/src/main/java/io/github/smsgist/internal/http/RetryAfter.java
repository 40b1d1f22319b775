package io.github.smsgist.internal.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads {@code Retry-After}, in seconds or as a date (RFC 9110, section 10.2.3).
 */
final class RetryAfter {

	/**
	 * Nobody means longer, and arithmetic with less is safe.
	 */
	static final Duration LONGEST = Duration.ofDays(1);

	/**
	 * The form that is written today and the two old ones that a recipient has to know
	 * (RFC 9110, section 5.6.7).
	 */
	private static final List<DateTimeFormatter> DATE_FORMS = List.of(
			DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.US),
			DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss z", Locale.US),
			DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

	private RetryAfter() {
	}

	/**
	 * How long the service asks to wait.
	 * @param headers the answer's headers
	 * @param now the time of this machine, for a date in an answer that has no
	 * {@code Date} of its own: with one, the two clocks need not agree
	 * @return the wait, or {@code null} if the header is missing or makes no sense
	 */
	static @Nullable Duration read(HttpHeaders headers, Instant now) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		Duration wait = value.strip().matches("\\d+") ? seconds(value.strip()) : untilDate(value, headers, now);
		return (wait == null || wait.compareTo(LONGEST) < 0) ? wait : LONGEST;
	}

	private static Duration seconds(String digits) {
		// More digits than these are more than a day, whatever they are.
		return (digits.length() > 9 && !digits.matches("0*\\d{1,9}")) ? LONGEST
				: Duration.ofSeconds(Long.parseLong(digits));
	}

	private static @Nullable Duration untilDate(String value, HttpHeaders headers, Instant now) {
		Instant until = date(value);
		if (until == null) {
			return null;
		}
		Instant serviceNow = date(headers.getFirst(HttpHeaders.DATE));
		Duration wait = Duration.between((serviceNow != null) ? serviceNow : now, until);
		return wait.isNegative() ? Duration.ZERO : wait;
	}

	private static @Nullable Instant date(@Nullable String value) {
		if (value == null) {
			return null;
		}
		for (DateTimeFormatter form : DATE_FORMS) {
			try {
				return ZonedDateTime.parse(value.strip(), form).toInstant();
			}
			catch (DateTimeException ex) {
				// Another form, perhaps.
			}
		}
		return null;
	}

}
