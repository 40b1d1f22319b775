package io.github.smsgist.internal.privacy;

import java.util.Collection;
import java.util.regex.Pattern;

import io.github.smsgist.internal.privacy.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * Masks phone numbers and addresses. Numbers can still be distinguished in a log:
 * {@code +233•••••2246}.
 *
 * @since 0.1.0
 */
public final class Redaction {

	/**
	 * Matches only at the start of a word. Otherwise the time would grow with the square
	 * of its length.
	 */
	private static final Pattern EMAIL_ADDRESS = Pattern
		.compile("(?<![^\\s@<>\",;:()])[^\\s@<>\",;:()]++@[^\\s@<>\",;:()]++");

	/**
	 * Digits with separators. They are counted afterwards, because a repeated group needs
	 * a stack frame for every repetition.
	 */
	private static final Pattern PHONE_NUMBER = Pattern
		.compile("[+\uff0b]?\\p{Nd}[\\p{Nd}\\p{Z}\\p{Cf}\\p{Pd}\\t()./_*|~\u00b7+'\"]{5,}\\p{Nd}");

	private static final int FEWEST_DIGITS = 7;

	private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}()./_*|~\u00b7'\"]+");

	/**
	 * Numbers whose ends are shown.
	 */
	private static final Pattern MASKABLE = Pattern.compile("[+\uff0b]?[\\p{Nd}&&[\\x00-\\uffff]]{7,24}");

	private static final int SHORTEST_MASKABLE = 8;

	private static final int MAX_HIDDEN = 10;

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
		String compact = SEPARATORS.matcher(recipient).replaceAll("");
		if (compact.length() < SHORTEST_MASKABLE || !MASKABLE.matcher(compact).matches()) {
			return "•".repeat(Math.max(3, Math.min(compact.length(), MAX_HIDDEN)));
		}
		int head = compact.startsWith("+") ? 4 : 0;
		int hidden = Math.max(4, compact.length() - head - 4);
		return compact.substring(0, head) + "•".repeat(hidden) + compact.substring(head + hidden);
	}

	/**
	 * Mask the first recipients of a message.
	 * @param recipients phone numbers or email addresses
	 * @return the first ten in brackets, masked, and the number of others
	 */
	public static String mask(Collection<String> recipients) {
		return OneLine.of(recipients, Redaction::mask);
	}

	/**
	 * Mask everything in a text that looks like a phone number or an email address.
	 * @param text the text, such as the service's error message
	 * @return the masked text
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
