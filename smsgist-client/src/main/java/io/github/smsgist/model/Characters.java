package io.github.smsgist.model;

import java.util.HexFormat;
import java.util.function.IntPredicate;

/**
 * Classes of characters that are invisible or must not be sent.
 */
final class Characters {

	/**
	 * Format characters that belong to a text: joiners (Persian, emoji) and the marks of
	 * mixed writing directions.
	 */
	private static final String TEXT_FORMAT = "\u200c\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069";

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private Characters() {
	}

	/**
	 * Return whether a character is white space or invisible, including the no-break and
	 * zero-width spaces that {@link String#isBlank()} does not recognize.
	 */
	static boolean isInvisible(int character) {
		return Character.isWhitespace(character) || isAnyOf(character, Character.SPACE_SEPARATOR,
				Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL, Character.FORMAT);
	}

	/**
	 * Return whether a character is not allowed in a text: half of a character that was
	 * cut in two, or NUL, which ends a string in many programs.
	 */
	static boolean isNotText(int character) {
		return character == 0 || isAnyOf(character, Character.SURROGATE);
	}

	/**
	 * Return whether a character is not allowed in a text of one line.
	 */
	static boolean isNotLine(int character) {
		return isLineBreak(character) || isAnyOf(character, Character.CONTROL, Character.SURROGATE)
				|| (isAnyOf(character, Character.FORMAT) && !isTextFormat(character));
	}

	/**
	 * Return whether a character is not allowed in an address.
	 */
	static boolean isNotAddress(int character) {
		return isInvisible(character) || isAnyOf(character, Character.SURROGATE, Character.UNASSIGNED);
	}

	static boolean isBlank(String text) {
		return text.codePoints().allMatch(Characters::isInvisible);
	}

	/**
	 * Return the text without white space and invisible characters around it. A control
	 * character that is not white space is kept, so that it is reported.
	 */
	static String trim(String text) {
		int start = 0;
		int end = text.length();
		while (start < end && isTrimmed(text.codePointAt(start))) {
			start += Character.charCount(text.codePointAt(start));
		}
		while (start < end && isTrimmed(text.codePointBefore(end))) {
			end -= Character.charCount(text.codePointBefore(end));
		}
		return text.substring(start, end);
	}

	/**
	 * Return the index of the first character that a condition holds for, or -1.
	 */
	static int indexOf(String text, IntPredicate condition) {
		for (int i = 0; i < text.length(); i++) {
			int character = text.codePointAt(i);
			if (condition.test(character)) {
				return i;
			}
			i += Character.charCount(character) - 1;
		}
		return -1;
	}

	/**
	 * Return a description of the character at an index, without the character.
	 */
	static String describe(String text, int index) {
		int character = text.codePointAt(index);
		String kind = "an invisible character";
		if (isLineBreak(character)) {
			kind = "a line break";
		}
		else if (isAnyOf(character, Character.SURROGATE)) {
			kind = "half a character, a lone surrogate";
		}
		else if (isAnyOf(character, Character.CONTROL)) {
			kind = "a control character";
		}
		else if (isAnyOf(character, Character.UNASSIGNED)) {
			kind = "an unassigned character";
		}
		return kind + " (U+" + HEX.toHexDigits(character, (character > 0xffff) ? 6 : 4) + ") at index " + index;
	}

	private static boolean isLineBreak(int character) {
		return character == '\n' || character == '\r' || character == '\u000b' || character == '\f'
				|| character == '\u0085' || character == '\u2028' || character == '\u2029';
	}

	/**
	 * Return whether a format character belongs to a text. Tag characters are part of
	 * some flags, such as that of Scotland.
	 */
	private static boolean isTextFormat(int character) {
		return TEXT_FORMAT.indexOf(character) >= 0 || (character >= 0xe0020 && character <= 0xe007f);
	}

	private static boolean isTrimmed(int character) {
		return isInvisible(character) && (isLineBreak(character) || Character.isWhitespace(character)
				|| !isAnyOf(character, Character.CONTROL)) && !(character >= 0xe0020 && character <= 0xe007f);
	}

	private static boolean isAnyOf(int character, int... types) {
		int type = Character.getType(character);
		for (int candidate : types) {
			if (type == candidate) {
				return true;
			}
		}
		return false;
	}

}
