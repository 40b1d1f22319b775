package io.github.smsgist.internal.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.smsgist.internal.json.LenientValues;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads the {@code Retry-After} header: a number of seconds, possibly with a fraction, a
 * duration, or a date in any of the usual formats (RFC 9110, section 10.2.3).
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

	/**
	 * An earlier one is a year without its century.
	 */
	private static final int EARLIEST_YEAR = 1970;

	private static final Pattern SECONDS = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(?:s|secs?|seconds?)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern LIST_OF_NUMBERS = Pattern.compile(",(?=\\s*\\d+\\s*(?:,|$))");

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
		// The longest of several, such as that of a proxy and that of the service.
		return headers.getOrEmpty(HttpHeaders.RETRY_AFTER)
			.stream()
			.flatMap(LIST_OF_NUMBERS::splitAsStream)
			.map((value) -> read(value, headers, now))
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	private static @Nullable Duration read(String header, HttpHeaders headers, Instant now) {
		String value = SURROUNDINGS.matcher(header).replaceAll("");
		Duration wait = seconds(value);
		if (wait == null) {
			wait = duration(value);
		}
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

	/**
	 * Read a duration as Java and Go write it, such as {@code PT1M30S} and {@code 1m30s}.
	 */
	private static @Nullable Duration duration(String value) {
		try {
			Duration duration = Duration.parse(value.regionMatches(true, 0, "P", 0, 1) ? value : "PT" + value);
			return duration.isNegative() ? null : duration;
		}
		catch (DateTimeParseException ex) {
			return null;
		}
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
			return (date != null && date.getYear() >= EARLIEST_YEAR) ? date.toInstant() : null;
		}
		catch (IllegalArgumentException ex) {
			return LenientValues.instant(value);
		}
	}

}
