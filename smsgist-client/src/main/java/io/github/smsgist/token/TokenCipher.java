package io.github.smsgist.token;

import java.security.GeneralSecurityException;
import java.util.Locale;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Mode of AES-256 that encrypts the client secret.
 *
 * @since 0.1.0
 */
public enum TokenCipher {

	/**
	 * Galois/Counter Mode with an initialization vector of 12 bytes and a tag of 16.
	 */
	AES_256_GCM("AES/GCM/NoPadding", 12, 16),

	/**
	 * Galois/Counter Mode with an initialization vector of 16 bytes and a tag of 16.
	 */
	AES_256_GCM_IV16("AES/GCM/NoPadding", 16, 16),

	/**
	 * Cipher Block Chaining with PKCS#7 padding and an initialization vector of 16 bytes.
	 */
	AES_256_CBC("AES/CBC/PKCS5Padding", 16, 0),

	/**
	 * Counter mode with an initialization vector of 16 bytes.
	 */
	AES_256_CTR("AES/CTR/NoPadding", 16, 0),

	/**
	 * Cipher Feedback of 128 bits with an initialization vector of 16 bytes.
	 */
	AES_256_CFB("AES/CFB/NoPadding", 16, 0),

	/**
	 * Output Feedback with an initialization vector of 16 bytes.
	 */
	AES_256_OFB("AES/OFB/NoPadding", 16, 0),

	/**
	 * Electronic Codebook with PKCS#7 padding and without an initialization vector.
	 */
	AES_256_ECB("AES/ECB/PKCS5Padding", 0, 0);

	static final int KEY_LENGTH = 32;

	private final String transformation;

	private final int ivLength;

	private final int tagLength;

	TokenCipher(String transformation, int ivLength, int tagLength) {
		this.transformation = transformation;
		this.ivLength = ivLength;
		this.tagLength = tagLength;
	}

	int ivLength() {
		return this.ivLength;
	}

	int tagLength() {
		return this.tagLength;
	}

	/**
	 * Encrypt.
	 * @return the ciphertext with the tag behind it
	 */
	byte[] encrypt(byte[] key, byte[] iv, byte[] plaintext) throws GeneralSecurityException {
		return cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(plaintext);
	}

	byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertextAndTag) throws GeneralSecurityException {
		if (ciphertextAndTag.length == 0) {
			// The JDK would decrypt no block at all to an empty text.
			throw new GeneralSecurityException("The token has no ciphertext");
		}
		return cipher(Cipher.DECRYPT_MODE, key, iv).doFinal(ciphertextAndTag);
	}

	private Cipher cipher(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(this.transformation);
		SecretKeySpec secretKey = new SecretKeySpec(key, "AES");
		if (this.ivLength == 0) {
			cipher.init(mode, secretKey);
		}
		else {
			cipher.init(mode, secretKey, (this.tagLength != 0) ? new GCMParameterSpec(this.tagLength * Byte.SIZE, iv)
					: new IvParameterSpec(iv));
		}
		return cipher;
	}

	/**
	 * Return the name as it is written in configuration, such as {@code aes-256-gcm}.
	 * @return the name
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
