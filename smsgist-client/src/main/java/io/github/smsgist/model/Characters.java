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

	/**
	 * Stands for what could not be decoded.
	 */
	private static final int REPLACEMENT = 0xfffd;

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private Characters() {
	}

	/**
	 * Return whether a character is white space or invisible, including the no-break and
	 * zero-width spaces that {@link String#isBlank()} does not recognize.
	 */
	static boolean isInvisible(int character) {
		return Character.isWhitespace(character) || isIgnorable(character)
				|| isAnyOf(character, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
						Character.PARAGRAPH_SEPARATOR, Character.CONTROL, Character.FORMAT);
	}

	/**
	 * Return whether a character is invisible although its category does not tell:
	 * fillers, joiners, and selectors of a variant.
	 */
	static boolean isIgnorable(int character) {
		return switch (character) {
			case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0 -> true;
			default -> (character >= 0x180b && character <= 0x180f) || isVariationSelector(character);
		};
	}

	private static boolean isVariationSelector(int character) {
		return (character >= 0xfe00 && character <= 0xfe0f) || (character >= 0xe0100 && character <= 0xe01ef);
	}

	/**
	 * Return whether a character is not allowed in a text: half of a character that was
	 * cut in two, or an ASCII control character other than white space. NUL ends a string
	 * in many programs.
	 */
	static boolean isNotText(int character) {
		return (character < ' ' && !Character.isWhitespace(character)) || character == 0x7f
				|| isAnyOf(character, Character.SURROGATE);
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
		return isInvisible(character) || character == REPLACEMENT
				|| isAnyOf(character, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE);
	}

	static boolean isBlank(String text) {
		return text.codePoints().allMatch(Characters::isInvisible);
	}

	/**
	 * Return the text without white space and invisible characters around it. A control
	 * character that is not white space is kept, so that it is reported.
	 */
	static String trim(String text) {
		return trim(text, "");
	}

	/**
	 * Return the text without white space, invisible characters and some other characters
	 * around it.
	 */
	static String trim(String text, String others) {
		int start = 0;
		int end = text.length();
		while (start < end && isTrimmed(text.codePointAt(start), others)) {
			start += Character.charCount(text.codePointAt(start));
		}
		while (start < end && isTrimmed(text.codePointBefore(end), others)) {
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
	 * Return a description of the character at an index. Does not tell which letter or
	 * digit it is.
	 */
	static String describe(String text, int index) {
		int character = text.codePointAt(index);
		if (Character.isLetterOrDigit(character) && !isInvisible(character)) {
			return (Character.isLetter(character) ? "a letter" : "a digit") + " at index " + index;
		}
		return kind(character) + " (U+" + HEX.toHexDigits(character, (character > 0xffff) ? 6 : 4) + ") at index "
				+ index;
	}

	private static String kind(int character) {
		if (isLineBreak(character)) {
			return "a line break";
		}
		return switch (Character.getType(character)) {
			case Character.SURROGATE -> "half a character, a lone surrogate";
			case Character.CONTROL -> "a control character";
			case Character.UNASSIGNED -> "an unassigned character";
			case Character.SPACE_SEPARATOR -> "a space";
			default -> isInvisible(character) ? "an invisible character" : "a misplaced character";
		};
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

	/**
	 * Not a variation selector or a tag: they change the character before them.
	 */
	private static boolean isTrimmed(int character, String others) {
		return others.indexOf(character) >= 0 || (isInvisible(character)
				&& (isLineBreak(character) || Character.isWhitespace(character)
						|| !isAnyOf(character, Character.CONTROL))
				&& !isVariationSelector(character) && !(character >= 0xe0020 && character <= 0xe007f));
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
