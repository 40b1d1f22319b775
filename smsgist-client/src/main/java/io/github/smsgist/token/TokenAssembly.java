package io.github.smsgist.token;

import java.security.GeneralSecurityException;

/**
 * Puts the parts of a token together, and takes a token apart again.
 */
interface TokenAssembly {

	String assemble(TokenParts parts, TokenFormat format, byte[] key) throws GeneralSecurityException;

	/**
	 * Take a token apart. Nothing but the lengths is checked.
	 */
	TokenParts disassemble(String token, TokenFormat format) throws GeneralSecurityException;

	/**
	 * Check what this assembly adds to authenticate a token; the tag of GCM is checked by
	 * the cipher.
	 */
	default void verify(TokenParts parts, TokenFormat format, byte[] key) throws GeneralSecurityException {
	}

	/**
	 * Return the parts, after a check that the random part and the tag of the cipher have
	 * their length.
	 */
	static TokenParts parts(TokenCipher cipher, byte[] nonce, byte[] ciphertext, byte[] tag)
			throws GeneralSecurityException {
		if (nonce.length != cipher.ivLength() || tag.length != cipher.tagLength()) {
			throw new GeneralSecurityException("The token has an initialisation vector or a tag of the wrong length");
		}
		return new TokenParts(nonce, ciphertext, tag);
	}

}
