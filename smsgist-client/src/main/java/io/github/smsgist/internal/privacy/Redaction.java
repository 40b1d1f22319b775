package io.github.smsgist.internal.privacy;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Keeps phone numbers and addresses out of whatever is printed. Enough is left of a
 * number to tell two apart in a log: {@code +233•••••2246}.
 *
 * @since 0.1.0
 */
public final class Redaction {

	/**
	 * Looked for from the beginning of a word only, or else the time it takes would grow
	 * with the square of the word's length.
	 */
	private static final Pattern EMAIL_ADDRESS = Pattern
		.compile("(?<![^\\s@<>\",;:()])[^\\s@<>\",;:()]++@[^\\s@<>\",;:()]++");

	/**
	 * Digits with what people write between them. Whether there are enough is counted
	 * afterwards, for a repeated group costs the stack a frame for every repetition.
	 */
	private static final Pattern PHONE_NUMBER = Pattern
		.compile("[+\uff0b]?\\p{Nd}[\\p{Nd}\\p{Z}\\p{Cf}\\p{Pd}\\t()./_]{5,}\\p{Nd}");

	private static final int FEWEST_DIGITS = 7;

	private static final int MAX_RECIPIENTS = 10;

	private Redaction() {
	}

	/**
	 * Mask one recipient.
	 * @param recipient a phone number or an email address
	 * @return the masked form
	 */
	public static String mask(@Nullable String recipient) {
		if (recipient == null) {
			return "(none)";
		}
		if (recipient.indexOf('@') >= 0) {
			return "•••@•••";
		}
		String compact = recipient.replaceAll("[\\s\\p{Z}\\p{Cf}\\p{Pd}()./_]", "");
		if (compact.length() < 8) {
			return "•".repeat(Math.max(3, compact.length()));
		}
		int head = compact.startsWith("+") ? 4 : 0;
		int hidden = Math.max(4, compact.length() - head - 4);
		return compact.substring(0, head) + "•".repeat(hidden) + compact.substring(head + hidden);
	}

	/**
	 * Mask the recipients of a message, which may have very many: the first ten are
	 * shown.
	 * @param recipients phone numbers or email addresses
	 * @return the masked forms, in brackets
	 */
	public static String mask(Collection<String> recipients) {
		String masked = recipients.stream()
			.limit(MAX_RECIPIENTS)
			.map(Redaction::mask)
			.collect(Collectors.joining(", ", "[", "]"));
		int more = recipients.size() - MAX_RECIPIENTS;
		return (more <= 0) ? masked : masked + " and " + more + " more";
	}

	/**
	 * Mask everything in a text that looks like a phone number or an email address.
	 * @param text a text of somebody else's, such as the service's error message
	 * @return the text without them
	 */
	public static String maskWithin(String text) {
		String masked = EMAIL_ADDRESS.matcher(text).replaceAll((match) -> mask(match.group()));
		return PHONE_NUMBER.matcher(masked)
			.replaceAll((match) -> hasEnoughDigits(match.group()) ? mask(match.group()) : match.group());
	}

	private static boolean hasEnoughDigits(String number) {
		return number.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS;
	}

}
