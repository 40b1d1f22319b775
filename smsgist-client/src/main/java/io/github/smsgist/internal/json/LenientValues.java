package io.github.smsgist.internal.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads numbers and times in the various forms in which services write them. An ambiguous
 * value is {@code null}. The number of digits is bounded, so that arithmetic with the
 * result is fast.
 *
 * @since 0.1.0
 */
public final class LenientValues {

	private static final int MAX_DIGITS = 60;

	private static final String CURRENCY = "(?:\\p{L}{3}|\\p{L}{0,2}\\p{Sc})";

	/**
	 * Number with a currency before or after it. A comma separates thousands only if
	 * there is a decimal point, too.
	 */
	private static final Pattern AMOUNT = Pattern
		.compile("([+-]?)(?:" + CURRENCY + "[\\s\\p{Z}]*)?([+-]?(?:\\d{1,60}|\\d{1,3}(?:,\\d{3}){1,9}(?=\\.))"
				+ "(?:\\.\\d{1,60})?)(?:[\\s\\p{Z}]*" + CURRENCY + ")?");

	private static final int FEWEST_EPOCH_DIGITS = 9;

	private static final int MOST_EPOCH_DIGITS = 19;

	private static final Pattern DATE_AND_TIME = Pattern
		.compile("(\\d{4}[-/]\\d{2}[-/]\\d{2})[Tt ]\\s?(\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)\\s?(.{0,40})");

	/**
	 * Zone after its offset, as Java and Go write it.
	 */
	private static final Pattern ZONE_NAME = Pattern.compile("(?<=[\\dZ])(?:\\[| [A-Z]).*");

	/**
	 * Without the weekday, which is redundant and sometimes wrong.
	 */
	private static final Pattern HTTP_DATE = Pattern.compile("(?:\\p{L}{3,9},? )?(\\d{1,2} \\p{L}{3} \\d{4} .{5,20})");

	private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE)
		.appendLiteral('T')
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.appendPattern("[XXXXX][XXXX][X]")
		.toFormatter(Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final DateTimeFormatter RFC_1123 = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

	private LenientValues() {
	}

	/**
	 * Read an integer.
	 * @param text the text
	 * @return the integer, or {@code null} if it is not one or out of range
	 */
	public static @Nullable Integer integer(String text) {
		BigDecimal number = number(text);
		try {
			return (number != null) ? number.intValueExact() : null;
		}
		catch (ArithmeticException ex) {
			return null;
		}
	}

	/**
	 * Read a decimal number, possibly with a currency.
	 * @param text the text
	 * @return the number with its scale, or {@code null} if it is not one
	 */
	public static @Nullable BigDecimal decimal(String text) {
		BigDecimal number = number(text);
		if (number == null) {
			Matcher amount = AMOUNT.matcher(text.strip());
			number = amount.matches() ? number(amount.group(1) + amount.group(2).replace(",", "")) : null;
		}
		return number;
	}

	private static @Nullable BigDecimal number(String text) {
		String number = text.strip();
		if (number.length() > 2 * MAX_DIGITS || !isAscii(number)) {
			return null;
		}
		try {
			return bounded(new BigDecimal(number));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	static @Nullable BigDecimal bounded(BigDecimal number) {
		boolean bounded = number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS;
		return bounded ? number : null;
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0x7e) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Read a point in time: ISO 8601 with {@code T} or a space, in UTC unless there is an
	 * offset; an HTTP date; or the time since the epoch in seconds, milliseconds,
	 * microseconds or nanoseconds.
	 * @param text the text
	 * @return the time, or {@code null} if it cannot be read or is not between the years
	 * 1970 and 9999
	 */
	public static @Nullable Instant instant(String text) {
		try {
			Instant instant = anyInstant(text.strip());
			return (instant == null || instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) ? null : instant;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Instant anyInstant(String text) {
		Matcher iso = DATE_AND_TIME.matcher(text);
		if (iso.matches()) {
			String zone = ZONE_NAME.matcher(iso.group(3)).replaceFirst("");
			return iso(iso.group(1).replace('/', '-') + "T" + iso.group(2).replace(',', '.') + utcAs("Z", zone));
		}
		Matcher httpDate = HTTP_DATE.matcher(text);
		if (httpDate.matches()) {
			return OffsetDateTime.parse(utcAs("GMT", httpDate.group(1)), RFC_1123).toInstant();
		}
		BigDecimal number = number(text);
		return (number != null) ? sinceEpoch(number) : null;
	}

	private static Instant iso(String text) {
		TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
		return (parsed instanceof OffsetDateTime time) ? time.toInstant()
				: LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
	}

	private static String utcAs(String name, String text) {
		return text.replaceFirst("(?i)(UTC|GMT|Z)$", name);
	}

	/**
	 * Choose the unit that leads to a time near the present.
	 */
	private static @Nullable Instant sinceEpoch(BigDecimal number) {
		int digits = number.precision() - number.scale();
		if (digits < FEWEST_EPOCH_DIGITS || digits > MOST_EPOCH_DIGITS) {
			return null;
		}
		BigDecimal seconds = number;
		while (seconds.precision() - seconds.scale() > 11) {
			seconds = seconds.movePointLeft(3);
		}
		BigDecimal nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9);
		return Instant.ofEpochSecond(seconds.longValue(), nanos.longValue());
	}

}
