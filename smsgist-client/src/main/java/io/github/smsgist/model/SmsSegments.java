package io.github.smsgist.model;

import java.io.Serializable;

/**
 * Segments of an SMS, the unit of billing. The service's own count is in
 * {@link SendReceipt#segments()}.
 * <p>
 * A text in the GSM 7-bit alphabet has 160 characters in one segment, or 153 in each of
 * several. A character of the extension table (such as {@code €} or {@code [}) counts as
 * two. A single character outside the alphabet turns the whole text into UCS-2: 70 UTF-16
 * units in one segment, or 67 in each of several. A character of two units is never split
 * between segments.
 *
 * @param encoding the encoding the text needs
 * @param characters the number of code points
 * @param units the length: septets in {@link Encoding#GSM_7}, UTF-16 units in
 * {@link Encoding#UCS_2}
 * @param segments the number of segments; 0 for an empty text
 * @param remaining the units left before another segment is needed
 * @since 0.1.0
 */
public record SmsSegments(Encoding encoding, int characters, int units, int segments,
		int remaining) implements Serializable {

	private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
			+ "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

	private static final String EXTENSION = "\f^{}\\[~]|€";

	private static final byte[] SEPTETS = septets();

	/**
	 * Return the segments of a text.
	 * @param text the text of an SMS
	 * @return its segments
	 */
	public static SmsSegments of(String text) {
		Encoding encoding = isGsm7(text) ? Encoding.GSM_7 : Encoding.UCS_2;
		int characters = 0;
		int units = 0;
		int segments = 0;
		int used = encoding.multiple;
		int index = 0;
		while (index < text.length()) {
			int codePoint = text.codePointAt(index);
			int width = (encoding == Encoding.GSM_7) ? SEPTETS[codePoint] : Character.charCount(codePoint);
			if (used + width > encoding.multiple) {
				segments++;
				used = 0;
			}
			used += width;
			units += width;
			characters++;
			index += Character.charCount(codePoint);
		}
		if (units <= encoding.single) {
			return new SmsSegments(encoding, characters, units, (units > 0) ? 1 : 0, encoding.single - units);
		}
		return new SmsSegments(encoding, characters, units, segments, encoding.multiple - used);
	}

	private static boolean isGsm7(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character >= SEPTETS.length || SEPTETS[character] == 0) {
				return false;
			}
		}
		return true;
	}

	private static byte[] septets() {
		int highest = Math.max(BASIC.chars().max().orElse(0), EXTENSION.chars().max().orElse(0));
		byte[] septets = new byte[highest + 1];
		BASIC.chars().forEach((character) -> septets[character] = 1);
		EXTENSION.chars().forEach((character) -> septets[character] = 2);
		return septets;
	}

	/**
	 * Encoding of an SMS text.
	 */
	public enum Encoding {

		/**
		 * The GSM 7-bit default alphabet with its extension table (GSM 03.38).
		 */
		GSM_7(160, 153),

		/**
		 * UTF-16, for every other text.
		 */
		UCS_2(70, 67);

		private final int single;

		private final int multiple;

		Encoding(int single, int multiple) {
			this.single = single;
			this.multiple = multiple;
		}

	}

}
