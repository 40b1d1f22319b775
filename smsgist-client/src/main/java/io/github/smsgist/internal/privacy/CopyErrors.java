package io.github.smsgist.internal.privacy;

import java.util.HexFormat;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds errors made when a secret was copied by hand.
 *
 * @since 0.1.0
 */
public final class CopyErrors {

	private static final Pattern QUOTED = Pattern.compile("([\"'`]).*\\1|[\u2018\u201c].*[\u2019\u201d]");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{.*}|<.*>");

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private CopyErrors() {
	}

	/**
	 * Return a description of what was probably copied along with a secret, such as an
	 * invisible character, or instead of it.
	 * @param secret the secret
	 * @return a sentence that does not show the secret, or {@code null} if there is no
	 * error
	 */
	public static @Nullable String find(String secret) {
		for (int i = 0; i < secret.length(); i++) {
			char character = secret.charAt(i);
			boolean atEdge = i == 0 || i == secret.length() - 1;
			if (isInvisible(character) && (atEdge || character != ' ')) {
				String place = (i == 0) ? "starts with" : (atEdge ? "ends with" : "contains");
				return "It %s %s (U+%s), which was probably copied along with it.".formatted(place, describe(character),
						HEX.toHexDigits(character));
			}
		}
		if (QUOTED.matcher(secret).matches()) {
			return "It is in quotation marks, which were probably copied along with it.";
		}
		return PLACEHOLDER.matcher(secret).matches() ? "It is a placeholder that was not replaced." : null;
	}

	private static boolean isInvisible(char character) {
		return Character.isWhitespace(character) || Character.isSpaceChar(character)
				|| Character.isISOControl(character) || Character.getType(character) == Character.FORMAT;
	}

	private static String describe(char character) {
		if (character == '\n' || character == '\r') {
			return "a line break";
		}
		return Character.isWhitespace(character) ? "a blank" : "an invisible character";
	}

}
