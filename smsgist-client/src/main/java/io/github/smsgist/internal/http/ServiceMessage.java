package io.github.smsgist.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.internal.privacy.Redaction;
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
	 * Below this length a text says nothing about anybody.
	 */
	private static final int SHORTEST_WORD = 4;

	private static final int MOST_TEXTS = 10;

	/**
	 * Where services write the reason: the documented field, what frameworks call it, and
	 * RFC 9457.
	 */
	private static final List<String> REASONS = List.of("message", "error", "detail", "error_description", "title");

	private static final String DETAILS = "errors";

	private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\",;:()]*+@[^\\s@<>\",;:()]*+");

	/**
	 * Words that are not words of the language, such as a one-time password.
	 */
	private static final Pattern CODE = Pattern.compile("(?<![\\p{L}\\p{N}])(?=\\p{L}*\\p{N})[\\p{L}\\p{N}]{4,}");

	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]+");

	/**
	 * They could show a text as another, or split a private one.
	 */
	private static final Pattern FORMAT = Pattern.compile("\\p{Cf}+");

	private static final String HIDDEN = "•••";

	private final List<String> privateTexts;

	/**
	 * Create what reads the messages that answer one request.
	 * @param privateTexts what the request says that may not appear in an exception even
	 * if the service repeats it
	 * @param secrets the credentials, which may not either
	 */
	ServiceMessage(List<String> privateTexts, List<String> secrets) {
		this.privateTexts = Stream.concat(privateTexts.stream(), secrets.stream()).toList();
	}

	/**
	 * The text of an error answer, in whichever of the usual fields it is.
	 * @param body the answer's body
	 * @return the text as the service wrote it, or {@code null} if there is none
	 */
	static @Nullable String in(JsonObject body) {
		List<String> texts = new ArrayList<>();
		for (String field : REASONS) {
			if (texts.isEmpty()) {
				addTexts(body, field, texts);
			}
		}
		addTexts(body, DETAILS, texts);
		return texts.isEmpty() ? null : String.join("; ", texts);
	}

	private static void addTexts(JsonObject body, String field, List<String> texts) {
		body.texts(field, MOST_TEXTS)
			.stream()
			.filter((text) -> text.codePoints().anyMatch(Character::isLetter) && !texts.contains(text))
			.forEach(texts::add);
	}

	/**
	 * The message made fit for an exception.
	 */
	@Nullable String readable(@Nullable String message) {
		if (!StringUtils.hasText(message)) {
			return null;
		}
		String text = onOneLine(cut(message, LONGEST_READ));
		boolean[] hidden = new boolean[text.length()];
		for (String privateText : this.privateTexts) {
			String flat = onOneLine(privateText);
			hideQuotations(text, flat, hidden);
			hideCodes(text, flat, hidden);
		}
		hideWholeAddresses(text, hidden);
		String masked = Redaction.maskWithin(without(text, hidden));
		return OneLine.of(masked, LONGEST);
	}

	/**
	 * The pieces of the short text are looked up in one walk through the long one.
	 */
	private static void hideQuotations(String text, String privateText, boolean[] hidden) {
		if (privateText.length() < SHORTEST_QUOTATION) {
			hideWord(text, privateText, hidden);
			return;
		}
		Map<String, List<Integer>> pieces = new HashMap<>();
		for (int i = 0; i + SHORTEST_QUOTATION <= text.length(); i++) {
			pieces.computeIfAbsent(text.substring(i, i + SHORTEST_QUOTATION), (piece) -> new ArrayList<>(1)).add(i);
		}
		for (int i = 0; i + SHORTEST_QUOTATION <= privateText.length() && !pieces.isEmpty(); i++) {
			List<Integer> places = pieces.remove(privateText.substring(i, i + SHORTEST_QUOTATION));
			if (places != null) {
				places.forEach((place) -> hide(hidden, place, place + SHORTEST_QUOTATION));
			}
		}
	}

	/**
	 * A short text is hidden where it stands by itself: within words, it is part of them.
	 */
	private static void hideWord(String text, String word, boolean[] hidden) {
		if (word.length() >= SHORTEST_WORD) {
			Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
				.matcher(text)
				.results()
				.forEach((match) -> hide(hidden, match.start(), match.end()));
		}
	}

	private static void hideCodes(String text, String privateText, boolean[] hidden) {
		CODE.matcher(text)
			.results()
			.filter((code) -> privateText.contains(code.group()))
			.forEach((code) -> hide(hidden, code.start(), code.end()));
	}

	/**
	 * What is left of an address whose end is a quotation would no longer look like one.
	 */
	private static void hideWholeAddresses(String text, boolean[] hidden) {
		ADDRESS.matcher(text)
			.results()
			.filter((address) -> IntStream.range(address.start(), address.end()).anyMatch((i) -> hidden[i]))
			.forEach((address) -> hide(hidden, address.start(), address.end()));
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
		return BLANKS.matcher(FORMAT.matcher(text).replaceAll("")).replaceAll(" ").strip();
	}

	private static String cut(String text, int length) {
		return (text.length() > length) ? text.substring(0, length) : text;
	}

}
