package io.github.smsgist.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Prepares an error message of the service for an exception: on one line, of bounded
 * length and without private texts, even if the service quotes them in part.
 */
final class ServiceMessage {

	private static final int MAX_LENGTH = 300;

	/**
	 * More is read than shown, because hiding shortens a text. The rest is not searched:
	 * the time of a search grows with the square of the length.
	 */
	private static final int MAX_READ_LENGTH = 2000;

	/**
	 * Minimum length of a quotation. Any two texts have shorter sequences in common.
	 */
	private static final int MIN_QUOTATION_LENGTH = 12;

	/**
	 * Shorter texts identify nobody.
	 */
	private static final int MIN_WORD_LENGTH = 4;

	private static final int MAX_TEXTS = 10;

	/**
	 * Fields with the reason, the most specific first: the documented one, then those of
	 * RFC 9457, RFC 6749 and common frameworks.
	 */
	private static final List<String> REASONS = List.of("message", "detail", "error_description", "error", "title");

	/**
	 * Names that say no more than that there is a reason.
	 */
	private static final Pattern LABEL = Pattern
		.compile("(?i)^(?:message|msg|detail|error|error_message|reason|title|text|data|errors): ");

	/**
	 * Field that every answer has, whose word is no reason.
	 */
	private static final String STATUS = "status: ";

	private static final String DETAILS = "errors";

	private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\",;:()]*+@[^\\s@<>\",;:()]*+");

	/**
	 * Words with digits, such as a one-time password.
	 */
	private static final Pattern CODE = Pattern.compile("(?<![\\p{L}\\p{N}])(?=\\p{L}*\\p{N})[\\p{L}\\p{N}]{4,}");

	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}\\p{Cs}\\p{Z}]+");

	/**
	 * Format characters could disguise a text, or split a private one.
	 */
	private static final Pattern FORMAT = Pattern.compile("\\p{Cf}+");

	private static final String HIDDEN = "•••";

	private final List<String> privateTexts;

	/**
	 * Create a new instance for one request.
	 * @param privateTexts the texts of the request that must not appear in an exception
	 * @param secrets the credentials
	 */
	ServiceMessage(List<String> privateTexts, List<String> secrets) {
		this.privateTexts = Stream.concat(privateTexts.stream(), secrets.stream()).toList();
	}

	/**
	 * Return the message of an error answer: the reason, or else every text in it.
	 * @param body the body of the answer
	 * @return the message as the service wrote it, or {@code null} if there is none
	 */
	static @Nullable String in(JsonObject body) {
		Stream<String> reason = REASONS.stream()
			.filter((field) -> join(body.texts(field)) != null)
			.limit(1)
			.flatMap(body::texts);
		String message = join(Stream.concat(reason, body.texts(DETAILS)));
		return (message != null) ? message : join(body.texts().filter((text) -> !text.startsWith(STATUS)));
	}

	/**
	 * Join those texts that have words.
	 */
	static @Nullable String join(Stream<String> texts) {
		String joined = texts.map((text) -> LABEL.matcher(text).replaceFirst(""))
			.filter((text) -> text.codePoints().anyMatch(Character::isLetter))
			.distinct()
			.limit(MAX_TEXTS)
			.collect(Collectors.joining("; "));
		return joined.isEmpty() ? null : joined;
	}

	/**
	 * Return the message in a form that an exception may show.
	 */
	@Nullable String readable(@Nullable String message) {
		if (!StringUtils.hasText(message)) {
			return null;
		}
		String text = plain(cut(message, MAX_READ_LENGTH));
		String folded = fold(text);
		boolean[] hidden = new boolean[text.length()];
		for (String privateText : this.privateTexts) {
			String foldedPrivateText = fold(plain(privateText));
			hideQuotations(folded, foldedPrivateText, hidden);
			hideCodes(folded, foldedPrivateText, hidden);
		}
		hideWholeAddresses(text, hidden);
		String masked = Redaction.maskWithin(without(text, hidden));
		return OneLine.of(masked, MAX_LENGTH);
	}

	/**
	 * Index the sequences of the message, which is short, and walk through the private
	 * text once.
	 */
	private static void hideQuotations(String text, String privateText, boolean[] hidden) {
		if (privateText.length() < MIN_QUOTATION_LENGTH) {
			hideWord(text, privateText, hidden);
			return;
		}
		Map<String, List<Integer>> pieces = new HashMap<>();
		for (int i = 0; i + MIN_QUOTATION_LENGTH <= text.length(); i++) {
			pieces.computeIfAbsent(text.substring(i, i + MIN_QUOTATION_LENGTH), (piece) -> new ArrayList<>(1)).add(i);
		}
		for (int i = 0; i + MIN_QUOTATION_LENGTH <= privateText.length() && !pieces.isEmpty(); i++) {
			List<Integer> places = pieces.remove(privateText.substring(i, i + MIN_QUOTATION_LENGTH));
			if (places != null) {
				places.forEach((place) -> hide(hidden, place, place + MIN_QUOTATION_LENGTH));
			}
		}
	}

	/**
	 * Hide a short text only as a whole word.
	 */
	private static void hideWord(String text, String word, boolean[] hidden) {
		if (word.length() >= MIN_WORD_LENGTH) {
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
	 * Hide the rest of an address that is partly hidden, which no longer looks like an
	 * address.
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

	/**
	 * Return a text on one line and without escapes.
	 */
	private static String plain(String text) {
		return BLANKS.matcher(FORMAT.matcher(Escapes.decode(text)).replaceAll("")).replaceAll(" ").strip();
	}

	/**
	 * Return a text of the same length for comparing: in lower case, with ASCII digits,
	 * and with blanks as forms write them.
	 */
	private static String fold(String text) {
		StringBuilder folded = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			folded.append(Character.isDigit(character) ? Character.forDigit(Character.digit(character, 10), 10)
					: (character == '+') ? ' ' : Character.toLowerCase(character));
		}
		return folded.toString();
	}

	private static String cut(String text, int length) {
		return (text.length() > length) ? text.substring(0, length) : text;
	}

}
