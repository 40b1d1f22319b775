package io.github.smsgist.token;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * All parts one behind the other, encoded as a whole.
 *
 * @param tagFirst whether the tag stands before the ciphertext
 */
record JoinedAssembly(boolean tagFirst) implements TokenAssembly {

	@Override
	public String assemble(TokenParts parts, TokenFormat format, byte[] key) {
		return format.encoding()
			.encode(this.tagFirst ? Bytes.join(parts.nonce(), parts.tag(), parts.ciphertext())
					: Bytes.join(parts.nonce(), parts.ciphertext(), parts.tag()));
	}

	@Override
	public TokenParts disassemble(String token, TokenFormat format) throws GeneralSecurityException {
		ByteBuffer joined = ByteBuffer.wrap(format.encoding().decode(token));
		byte[] nonce = new byte[format.cipher().ivLength()];
		byte[] tag = new byte[format.cipher().tagLength()];
		int ciphertextLength = joined.remaining() - nonce.length - tag.length;
		if (ciphertextLength < 0) {
			throw new GeneralSecurityException("The token is too short");
		}
		byte[] ciphertext = new byte[ciphertextLength];
		joined.get(nonce);
		joined.get(this.tagFirst ? tag : ciphertext);
		joined.get(this.tagFirst ? ciphertext : tag);
		return new TokenParts(nonce, ciphertext, tag);
	}

}
