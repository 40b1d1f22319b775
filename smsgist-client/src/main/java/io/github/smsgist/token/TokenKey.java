package io.github.smsgist.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * How the app secret key becomes the 32-byte key of the cipher.
 *
 * @since 0.1.0
 */
public enum TokenKey {

	/**
	 * The characters themselves, as UTF-8. The app secret key has 32 bytes.
	 */
	UTF8("UTF-8", (text) -> text.getBytes(StandardCharsets.UTF_8)),

	/**
	 * Hexadecimal. The app secret key has 64 digits.
	 */
	HEX("hexadecimal", (text) -> HexFormat.of().parseHex(text)),

	/**
	 * Base64 with the standard or the URL alphabet, padded or not, with or without
	 * Laravel's {@code base64:} in front. The app secret key has 43 or 44 characters.
	 */
	BASE64("base64", TokenKey::decodeBase64),

	/**
	 * The SHA-256 digest of the characters as UTF-8. Every app secret key fits.
	 */
	SHA256("SHA-256", TokenKey::digest),

	/**
	 * A passphrase from which {@code openssl enc -md md5} or CryptoJS derives key and
	 * initialisation vector. Every app secret key fits.
	 */
	OPENSSL_MD5((passphrase, salt) -> OpenSslKeyDerivation.bytesToKey("MD5", passphrase, salt)),

	/**
	 * A passphrase from which {@code openssl enc} (since 1.1.0) derives key and
	 * initialisation vector. Every app secret key fits.
	 */
	OPENSSL_SHA256((passphrase, salt) -> OpenSslKeyDerivation.bytesToKey("SHA-256", passphrase, salt)),

	/**
	 * A passphrase from which {@code openssl enc -pbkdf2} derives key and initialisation
	 * vector. Every app secret key fits.
	 */
	OPENSSL_PBKDF2(OpenSslKeyDerivation::pbkdf2);

	private static final int LENGTH = 32;

	private static final int SALT_LENGTH = 8;

	private static final String LARAVEL_PREFIX = "base64:";

	private final String description;

	private final Function<String, byte[]> decoder;

	private final @Nullable KeyDerivation derivation;

	TokenKey(String description, Function<String, byte[]> decoder) {
		this.description = description;
		this.decoder = decoder;
		this.derivation = null;
	}

	TokenKey(KeyDerivation derivation) {
		this.description = "passphrase";
		this.decoder = (text) -> Bytes.NONE;
		this.derivation = derivation;
	}

	boolean isPassphrase() {
		return this.derivation != null;
	}

	/**
	 * The number of random bytes in a token: the salt for a passphrase, otherwise the
	 * initialisation vector.
	 */
	int nonceLength(TokenCipher cipher) {
		return isPassphrase() ? SALT_LENGTH : cipher.ivLength();
	}

	/**
	 * Make what the cipher needs.
	 * @param appSecretKey the app secret key
	 * @param nonce the salt for a passphrase, otherwise the initialisation vector
	 * @throws IllegalArgumentException if the app secret key does not fit
	 */
	KeyMaterial material(String appSecretKey, byte[] nonce) throws GeneralSecurityException {
		validate(appSecretKey);
		if (this.derivation != null) {
			return this.derivation.derive(appSecretKey, nonce);
		}
		return new KeyMaterial(this.decoder.apply(appSecretKey), nonce);
	}

	boolean fits(String appSecretKey) {
		return mismatch(appSecretKey) == null;
	}

	void validate(String appSecretKey) {
		String mismatch = mismatch(appSecretKey);
		if (mismatch != null) {
			throw new IllegalArgumentException(mismatch + remedy(appSecretKey));
		}
	}

	private @Nullable String mismatch(String appSecretKey) {
		if (appSecretKey.isBlank()) {
			return "smsgist.app-secret-key is empty";
		}
		if (isPassphrase()) {
			return null;
		}
		int length;
		try {
			length = this.decoder.apply(appSecretKey).length;
		}
		catch (IllegalArgumentException ex) {
			return "smsgist.app-secret-key is not " + this.description;
		}
		return (length != LENGTH) ? "smsgist.app-secret-key is %d bytes as %s, AES-256 needs %d".formatted(length,
				this.description, LENGTH) : null;
	}

	private static String remedy(String appSecretKey) {
		if (appSecretKey.isBlank()) {
			return "; set it to the app secret key of the credential.";
		}
		String hint = appSecretKey.equals(appSecretKey.strip()) ? "" : " (it begins or ends with white space)";
		return hint + "; check that it is complete, or set smsgist.token.key to a form that fits it: "
				+ fitting(appSecretKey, false) + ", or with smsgist.token.cipher=aes-256-cbc and "
				+ "smsgist.token.layout=salted: " + fitting(appSecretKey, true) + ".";
	}

	private static String fitting(String appSecretKey, boolean passphrase) {
		return Arrays.stream(values())
			.filter((key) -> key.isPassphrase() == passphrase && key.fits(appSecretKey))
			.map(PropertyValues::of)
			.collect(Collectors.joining(", "));
	}

	private static byte[] decodeBase64(String text) {
		String base64 = text.startsWith(LARAVEL_PREFIX) ? text.substring(LARAVEL_PREFIX.length()) : text;
		return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
	}

	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
