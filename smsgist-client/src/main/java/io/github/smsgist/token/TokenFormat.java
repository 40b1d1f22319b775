package io.github.smsgist.token;

import java.util.List;
import java.util.Objects;

/**
 * Format of the bearer token, described by expressions such as
 * {@code hex(iv):hex(ciphertext)}, because SMSGist does not publish it.
 * <p>
 * An expression consists of parts, functions of parts, text in single quotes, and
 * punctuation, which is taken literally. {@code +} means "followed by".
 * <ul>
 * <li>{@code hex}, {@code HEX}, {@code base64}, {@code base64_unpadded},
 * {@code base64url}, {@code base64url_padded} and {@code json(name=…, name=…)} write
 * bytes as text</li>
 * <li>{@code unhex} and {@code unbase64} read bytes from text</li>
 * <li>{@code md5}, {@code sha1}, {@code sha256}, {@code sha512} are digests, {@code hmac}
 * is HMAC-SHA256 with the key of the cipher</li>
 * <li>{@code cut(…)} cuts to the length needed; {@code fit(…)} and {@code fit(…, '0')}
 * also pad with NUL or another character</li>
 * <li>{@code pbkdf2_sha1}, {@code pbkdf2_sha256}, {@code pbkdf2_sha512} (password, salt,
 * iterations), {@code scrypt} (password, salt, cost, block size) and {@code evp_md5},
 * {@code evp_sha256} (password, salt; as OpenSSL and CryptoJS) derive keys</li>
 * </ul>
 *
 * @param cipher the mode of AES-256
 * @param key how the app secret key, called {@code key}, becomes the 32 bytes of the
 * cipher's key. {@code salt} is a salt of 8 random bytes, {@code salt16} one of 16.
 * {@code utf8}, {@code hex}, {@code base64}, {@code sha256}, {@code openssl-md5},
 * {@code openssl-sha256} and {@code openssl-pbkdf2} are names of common forms
 * @param iv where the initialization vector comes from: {@code random}, {@code zeros},
 * {@code derived} for the bytes behind those of the key, or made from {@code key}
 * @param text how {@code iv}, {@code ciphertext}, {@code tag} and salt are written; a
 * part that the cipher does not have is empty. {@code openssl}, {@code laravel} and
 * {@code laravel-gcm} are names of common forms
 * @since 0.1.0
 */
public record TokenFormat(TokenCipher cipher, String key, String iv, String text) {

	/**
	 * The most common format: AES-256-GCM, the key as it is, and base64 of initialization
	 * vector, ciphertext and tag.
	 */
	public static final TokenFormat DEFAULT = new TokenFormat(TokenCipher.AES_256_GCM, "utf8", "random",
			"base64(iv + ciphertext + tag)");

	/**
	 * Create a new format.
	 * @throws IllegalArgumentException if an expression is not valid, or if a token could
	 * not be decrypted
	 */
	public TokenFormat {
		Objects.requireNonNull(cipher, "'cipher' must not be null");
		Objects.requireNonNull(key, "'key' must not be null");
		Objects.requireNonNull(iv, "'iv' must not be null");
		Objects.requireNonNull(text, "'text' must not be null");
		new TokenRecipe(cipher, key, iv, text);
	}

	/**
	 * Return the formats to try with an app secret key, the most likely first.
	 * @param appSecretKey the app secret key of the credential
	 * @return an unmodifiable list, empty if the key is blank
	 */
	public static List<TokenFormat> candidates(String appSecretKey) {
		return CandidateFormats.forKey(appSecretKey);
	}

	/**
	 * Return the four settings in one line.
	 * @return for example {@code cipher=aes-256-cbc, key=sha256, iv=random,
	 * text=hex(iv):hex(ciphertext)}
	 */
	@Override
	public String toString() {
		return "cipher=%s, key=%s, iv=%s, text=%s".formatted(this.cipher, this.key, this.iv, this.text);
	}

}
