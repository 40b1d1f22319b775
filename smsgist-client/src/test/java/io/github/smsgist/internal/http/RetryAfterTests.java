package io.github.smsgist.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryAfter}.
 */
class RetryAfterTests {

	/**
	 * The instant of the examples in RFC 9110.
	 */
	private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "120, 120", "' 30 ', 30", "007, 7", "86399, 86399", "86400, 86400", "86401, 86400",
			"999999999, 86400", "9999999999, 86400", "99999999999999999999999999, 86400", "00000000000000000005, 5",
			"1.0, 1", "5s, 5", "'5 seconds', 5", "PT5S, 5", "pt1m5s, 65", "1m5s, 65", "'5, 10', 10", "'10,5', 10",
			"'\"30\"', 30", "999999999999999999999999, 86400" })
	void seconds(String value, long seconds) {
		assertThat(read(value, null)).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-1", "-99999999999999", "+5", "1e3", "0x10", "soon", "-5s", "PT-5S", "PT",
			"5 10", "Sun, 06 Nov 33 08:50:07 GMT", "\u0665", "NaN", "Sun, 06 Nov 1994",
			"Sun, 31 Feb 1994 08:49:37 GMT" })
	void whatMakesNoSenseIsNone(String value) {
		assertThat(read(value, null)).isNull();
	}

	@Test
	void aFractionIsNeverShortened() {
		assertThat(read("2.5", null)).isEqualTo(Duration.ofMillis(2500));
		assertThat(read("0.0000000001", null)).isEqualTo(Duration.ofNanos(1));
	}

	@Test
	void theLongestOfSeveralCounts() {
		HttpHeaders headers = new HttpHeaders();
		Stream.of("soon", "20", "10").forEach((value) -> headers.add(HttpHeaders.RETRY_AFTER, value));
		assertThat(RetryAfter.read(headers, NOW)).isEqualTo(Duration.ofSeconds(20));
	}

	@Test
	void noHeaderIsNone() {
		assertThat(RetryAfter.read(new HttpHeaders(), NOW)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sun, 06 Nov 2033 08:50:07 GMT", "Sunday, 06-Nov-33 08:50:07 GMT",
			"Sun Nov  6 08:50:07 2033", "Mon, 06 Nov 2033 08:50:07 GMT", "Sun, 06 Nov 2033 08:50:07 UTC",
			"2033-11-06T08:50:07Z", "2033-11-06 08:50:07", "2014879807", "2014879807000",
			"\"Sun, 06 Nov 2033 08:50:07 GMT\"", " Sun, 06 Nov 2033 08:50:07 GMT " })
	void aDateInEachOfTheThreeForms(String value) {
		assertThat(read(value, "Sun, 06 Nov 2033 08:49:37 GMT")).isEqualTo(Duration.ofSeconds(30));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Sun, 06 Nov 1994 08:49:37 GMT | 0
			Sun, 06 Nov 1994 08:49:36 GMT | 0
			Thu, 01 Jan 1970 00:00:00 GMT | 0
			Mon, 07 Nov 1994 08:49:36 GMT | 86399
			Mon, 07 Nov 1994 08:49:38 GMT | 86400
			Fri, 31 Dec 9999 23:59:59 GMT | 86400
			""")
	void aDateIsNoLongerAwayThanADayAndNeverInThePast(String value, long seconds) {
		assertThat(read(value, null)).isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void aDateCountsFromTheServicesOwnClock() {
		assertThat(read("Sun, 06 Nov 1994 07:00:10 GMT", "Sun, 06 Nov 1994 07:00:00 GMT"))
			.isEqualTo(Duration.ofSeconds(10));
		assertThat(read("Sun, 06 Nov 1994 08:49:47 GMT", "not a date")).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void aFractionOfASecondIsNotLost() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, "Sun, 06 Nov 1994 08:49:38 GMT");
		assertThat(RetryAfter.read(headers, NOW.plusMillis(1))).isEqualTo(Duration.ofMillis(999));
	}

	@Test
	void whateverComesItNeitherThrowsNorLeavesADay() {
		Random random = new Random(20260321);
		for (int i = 0; i < 5_000; i++) {
			Duration wait = read(garbage(random), random.nextBoolean() ? garbage(random) : null);
			if (wait != null) {
				assertThat(wait).isBetween(Duration.ZERO, Duration.ofDays(1));
			}
		}
	}

	@Test
	void everySecondOfADayIsReadBackAsWritten() {
		Random random = new Random(7);
		for (int i = 0; i < 2_000; i++) {
			long seconds = random.nextLong(86_400);
			Instant serviceNow = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
			assertThat(read(date(serviceNow.plusSeconds(seconds)), date(serviceNow)))
				.isEqualTo(Duration.ofSeconds(seconds));
			assertThat(read(Long.toString(seconds), date(serviceNow))).isEqualTo(Duration.ofSeconds(seconds));
		}
	}

	private static String garbage(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> {
				byte[] bytes = new byte[random.nextInt(40)];
				random.nextBytes(bytes);
				yield new String(bytes, StandardCharsets.ISO_8859_1);
			}
			case 1 -> Long.toString(random.nextLong()).repeat(random.nextInt(5));
			case 2 -> date(Instant.ofEpochSecond(random.nextLong(250_000_000_000L)));
			default -> {
				StringBuilder date = new StringBuilder(date(Instant.ofEpochSecond(random.nextLong(4_000_000_000L))));
				date.setCharAt(random.nextInt(date.length()), (char) random.nextInt(128));
				yield date.toString();
			}
		};
	}

	private static String date(Instant instant) {
		return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
			.format(ZonedDateTime.ofInstant(instant, ZoneOffset.UTC));
	}

	private static @Nullable Duration read(String value, @Nullable String date) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, value);
		if (date != null) {
			headers.set(HttpHeaders.DATE, date);
		}
		return RetryAfter.read(headers, NOW);
	}

}
