package io.github.smsgist.token;

import java.security.GeneralSecurityException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each part encoded on its own, with colons between; a cipher without a tag has two
 * parts.
 *
 * @param tagFirst whether the tag stands before the ciphertext
 */
record ColonAssembly(boolean tagFirst) implements TokenAssembly {

	private static final String COLON = ":";

	@Override
	public String assemble(TokenParts parts, TokenFormat format, byte[] key) {
		Stream<byte[]> ordered = (format.cipher().tagLength() == 0) ? Stream.of(parts.nonce(), parts.ciphertext())
				: this.tagFirst ? Stream.of(parts.nonce(), parts.tag(), parts.ciphertext())
						: Stream.of(parts.nonce(), parts.ciphertext(), parts.tag());
		return ordered.map(format.encoding()::encode).collect(Collectors.joining(COLON));
	}

	@Override
	public TokenParts disassemble(String token, TokenFormat format) throws GeneralSecurityException {
		boolean tagged = format.cipher().tagLength() != 0;
		String[] encoded = token.split(COLON, -1);
		if (encoded.length != (tagged ? 3 : 2)) {
			throw new GeneralSecurityException("The token has the wrong number of colons");
		}
		byte[] nonce = format.encoding().decode(encoded[0]);
		byte[] second = format.encoding().decode(encoded[1]);
		byte[] third = tagged ? format.encoding().decode(encoded[2]) : Bytes.NONE;
		return this.tagFirst ? TokenAssembly.parts(format.cipher(), nonce, third, second)
				: TokenAssembly.parts(format.cipher(), nonce, second, third);
	}

}
