package io.github.smsgist.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * The output of {@code openssl enc} and CryptoJS: {@code Salted__}, the salt, the
 * ciphertext.
 */
record SaltedAssembly() implements TokenAssembly {

	private static final byte[] MAGIC = "Salted__".getBytes(StandardCharsets.US_ASCII);

	@Override
	public String assemble(TokenParts parts, TokenFormat format, byte[] key) {
		return format.encoding().encode(Bytes.join(MAGIC, parts.nonce(), parts.ciphertext()));
	}

	@Override
	public TokenParts disassemble(String token, TokenFormat format) throws GeneralSecurityException {
		byte[] salted = format.encoding().decode(token);
		int saltEnd = MAGIC.length + format.key().nonceLength(format.cipher());
		if (salted.length < saltEnd || !Arrays.equals(MAGIC, 0, MAGIC.length, salted, 0, MAGIC.length)) {
			throw new GeneralSecurityException("The token does not begin with Salted__ and a salt");
		}
		return new TokenParts(Arrays.copyOfRange(salted, MAGIC.length, saltEnd),
				Arrays.copyOfRange(salted, saltEnd, salted.length), Bytes.NONE);
	}

}
