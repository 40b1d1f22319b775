package io.github.smsgist.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The ways in which {@code openssl enc} makes a key of 32 and an initialisation vector of
 * 16 bytes out of a passphrase.
 */
final class OpenSslKeyDerivation {

	private static final int KEY_LENGTH = 32;

	private static final int IV_LENGTH = 16;

	private static final int PBKDF2_ITERATIONS = 10_000;

	private OpenSslKeyDerivation() {
	}

	/**
	 * OpenSSL's {@code EVP_BytesToKey} with one round, which CryptoJS has too (with MD5).
	 */
	static KeyMaterial bytesToKey(String digestAlgorithm, String passphrase, byte[] salt)
			throws GeneralSecurityException {
		MessageDigest digest = MessageDigest.getInstance(digestAlgorithm);
		byte[] password = passphrase.getBytes(StandardCharsets.UTF_8);
		byte[] derived = Bytes.NONE;
		byte[] block = Bytes.NONE;
		while (derived.length < KEY_LENGTH + IV_LENGTH) {
			block = digest.digest(Bytes.join(block, password, salt));
			derived = Bytes.join(derived, block);
		}
		return split(derived);
	}

	/**
	 * The key of {@code openssl enc -pbkdf2}: HMAC-SHA256, 10,000 rounds.
	 */
	static KeyMaterial pbkdf2(String passphrase, byte[] salt) throws GeneralSecurityException {
		PBEKeySpec specification = new PBEKeySpec(passphrase.toCharArray(), salt, PBKDF2_ITERATIONS,
				(KEY_LENGTH + IV_LENGTH) * Byte.SIZE);
		return split(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(specification).getEncoded());
	}

	private static KeyMaterial split(byte[] derived) {
		return new KeyMaterial(Arrays.copyOf(derived, KEY_LENGTH),
				Arrays.copyOfRange(derived, KEY_LENGTH, KEY_LENGTH + IV_LENGTH));
	}

}
