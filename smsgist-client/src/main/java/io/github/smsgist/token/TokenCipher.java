package io.github.smsgist.token;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.function.Function;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the client secret is encrypted.
 *
 * @since 0.1.0
 */
public enum TokenCipher {

	/**
	 * AES-256 in Galois/Counter Mode, with a 12-byte nonce and a 16-byte tag.
	 */
	AES_256_GCM("AES/GCM/NoPadding", 12, 16, (iv) -> new GCMParameterSpec(128, iv)),

	/**
	 * AES-256 in Cipher Block Chaining mode, with a 16-byte initialisation vector and
	 * PKCS#7 padding. It has no tag.
	 */
	AES_256_CBC("AES/CBC/PKCS5Padding", 16, 0, IvParameterSpec::new);

	private final String transformation;

	private final int ivLength;

	private final int tagLength;

	private final Function<byte[], AlgorithmParameterSpec> parameters;

	TokenCipher(String transformation, int ivLength, int tagLength,
			Function<byte[], AlgorithmParameterSpec> parameters) {
		this.transformation = transformation;
		this.ivLength = ivLength;
		this.tagLength = tagLength;
		this.parameters = parameters;
	}

	int ivLength() {
		return this.ivLength;
	}

	int tagLength() {
		return this.tagLength;
	}

	TokenParts encrypt(KeyMaterial material, byte[] nonce, byte[] plaintext) throws GeneralSecurityException {
		byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, material).doFinal(plaintext);
		int tagStart = encrypted.length - this.tagLength;
		return new TokenParts(nonce, Arrays.copyOf(encrypted, tagStart),
				Arrays.copyOfRange(encrypted, tagStart, encrypted.length));
	}

	byte[] decrypt(KeyMaterial material, TokenParts parts) throws GeneralSecurityException {
		if (this.tagLength == 0 && parts.ciphertext().length == 0) {
			// The JDK would decrypt no block at all to an empty text.
			throw new GeneralSecurityException("The token has no ciphertext");
		}
		byte[] tag = (this.tagLength != 0) ? parts.tag() : Bytes.NONE;
		return cipher(Cipher.DECRYPT_MODE, material).doFinal(Bytes.join(parts.ciphertext(), tag));
	}

	private Cipher cipher(int mode, KeyMaterial material) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(this.transformation);
		cipher.init(mode, new SecretKeySpec(material.key(), "AES"), this.parameters.apply(material.iv()));
		return cipher;
	}

}
