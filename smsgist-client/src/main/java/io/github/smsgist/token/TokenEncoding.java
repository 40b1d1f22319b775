package io.github.smsgist.token;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * How the bytes of a token are written as text.
 *
 * @since 0.1.0
 */
public enum TokenEncoding {

	/**
	 * Base64 with the standard alphabet and padding.
	 */
	BASE64(Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode),

	/**
	 * Base64 with the alphabet for URLs and without padding.
	 */
	BASE64URL(Base64.getUrlEncoder().withoutPadding()::encodeToString, Base64.getUrlDecoder()::decode),

	/**
	 * Lower-case hexadecimal.
	 */
	HEX(HexFormat.of()::formatHex, HexFormat.of()::parseHex);

	private final Function<byte[], String> encoder;

	private final Function<String, byte[]> decoder;

	TokenEncoding(Function<byte[], String> encoder, Function<String, byte[]> decoder) {
		this.encoder = encoder;
		this.decoder = decoder;
	}

	String encode(byte[] bytes) {
		return this.encoder.apply(bytes);
	}

	/**
	 * Decode strictly: only text that {@link #encode} would have written is accepted.
	 */
	byte[] decode(String text) throws GeneralSecurityException {
		byte[] bytes;
		try {
			bytes = this.decoder.apply(text);
		}
		catch (IllegalArgumentException ex) {
			bytes = null;
		}
		if (bytes == null || !encode(bytes).equals(text)) {
			// Without the cause: its message may show a part of the token.
			throw new GeneralSecurityException("The token is not " + PropertyValues.of(this));
		}
		return bytes;
	}

}
