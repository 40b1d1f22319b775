package io.github.smsgist.internal.http;

import java.util.Collection;
import java.util.regex.Pattern;

import io.github.smsgist.model.Redaction;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The service's own message in an answer, made fit for an exception: of bounded length,
 * on one line and without what is private, even where the service quotes it in part.
 */
final class ServiceMessage {

	private static final int LONGEST = 300;

	/**
	 * Hiding shortens, so more is read than shown. What is beyond is not even searched: a
	 * search takes time that grows with the square of the length.
	 */
	private static final int LONGEST_READ = 2000;

	/**
	 * From this length on a stretch that is in a private text too is a quotation; shorter
	 * ones are words that any two texts share.
	 */
	private static final int SHORTEST_QUOTATION = 12;

	/**
	 * Words that are not words of the language, such as a one-time password.
	 */
	private static final Pattern CODE = Pattern.compile("(?<![\\p{L}\\p{N}])(?=\\p{L}*\\p{N})[\\p{L}\\p{N}]{4,}");

	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

	private static final String HIDDEN = "•••";

	private ServiceMessage() {
	}

	static @Nullable String readable(@Nullable String message, Collection<String> privateTexts) {
		if (!StringUtils.hasText(message)) {
			return null;
		}
		String text = onOneLine(cut(message, LONGEST_READ));
		boolean[] hidden = new boolean[text.length()];
		for (String privateText : privateTexts) {
			String flat = onOneLine(privateText);
			hideQuotations(text, flat, hidden);
			hideCodes(text, flat, hidden);
		}
		String masked = Redaction.maskWithin(without(text, hidden));
		return (masked.length() > LONGEST) ? cut(masked, LONGEST) + "…" : masked;
	}

	private static void hideQuotations(String text, String privateText, boolean[] hidden) {
		int length = Math.min(SHORTEST_QUOTATION, privateText.length());
		for (int i = 0; length > 0 && i + length <= text.length(); i++) {
			if (privateText.contains(text.substring(i, i + length))) {
				hide(hidden, i, i + length);
			}
		}
	}

	private static void hideCodes(String text, String privateText, boolean[] hidden) {
		CODE.matcher(text)
			.results()
			.filter((code) -> privateText.contains(code.group()))
			.forEach((code) -> hide(hidden, code.start(), code.end()));
	}

	private static void hide(boolean[] hidden, int from, int to) {
		for (int i = from; i < to; i++) {
			hidden[i] = true;
		}
	}

	private static String without(String text, boolean[] hidden) {
		StringBuilder rest = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			if (!hidden[i]) {
				rest.append(text.charAt(i));
			}
			else if (i == 0 || !hidden[i - 1]) {
				rest.append(HIDDEN);
			}
		}
		return rest.toString();
	}

	private static String onOneLine(String text) {
		return BLANKS.matcher(text).replaceAll(" ").strip();
	}

	private static String cut(String text, int length) {
		return (text.length() > length) ? text.substring(0, length) : text;
	}

}
