package io.github.smsgist.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * {@link TokenEncryptor} that encrypts with AES-256 in a configurable
 * {@link TokenFormat}.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class AesTokenEncryptor implements TokenEncryptor {

	private final TokenFormat format;

	private final TokenRecipe recipe;

	private final IntFunction<byte[]> randomBytes;

	/**
	 * Create a new encryptor.
	 * @param format the format of the tokens
	 */
	public AesTokenEncryptor(TokenFormat format) {
		this(format, secureRandomBytes());
	}

	/**
	 * Create a new encryptor with a given source of initialization vectors and salts.
	 */
	AesTokenEncryptor(TokenFormat format, IntFunction<byte[]> randomBytes) {
		this.format = Objects.requireNonNull(format, "'format' must not be null");
		this.recipe = new TokenRecipe(format.cipher(), format.key(), format.iv(), format.text());
		this.randomBytes = randomBytes;
	}

	/**
	 * Return the format of the tokens.
	 * @return the format
	 */
	public TokenFormat format() {
		return this.format;
	}

	/**
	 * Check that an app secret key fits the format.
	 * @param appSecretKey the app secret key of the credential
	 * @throws IllegalArgumentException if it does not fit; the message says why, names
	 * key forms that fit, and does not show the key
	 */
	public void validate(String appSecretKey) {
		this.recipe.validate(appSecretKey);
	}

	/**
	 * Return whether an app secret key fits the format.
	 * @param appSecretKey the app secret key of the credential
	 * @return whether it can be used
	 */
	public boolean accepts(String appSecretKey) {
		try {
			validate(appSecretKey);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	public String encrypt(String clientSecret, String appSecretKey) {
		try {
			return this.recipe.encrypt(clientSecret, appSecretKey, this.randomBytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java platform cannot make a token with " + this.format, ex);
		}
	}

	/**
	 * Decrypt a token, as a server does to check it.
	 * @param token the token, without {@code Bearer}
	 * @param appSecretKey the app secret key it was encrypted with
	 * @return the client secret
	 * @throws GeneralSecurityException if the token is not in the format, was changed, or
	 * was encrypted with another key; a format without a tag or MAC may return a wrong
	 * client secret instead
	 * @throws IllegalArgumentException if the app secret key does not fit the format
	 */
	public String decrypt(String token, String appSecretKey) throws GeneralSecurityException {
		byte[] plaintext = this.recipe.decrypt(token, appSecretKey);
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(plaintext)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new GeneralSecurityException("The token was encrypted with another key");
		}
	}

	private static IntFunction<byte[]> secureRandomBytes() {
		SecureRandom random = new SecureRandom();
		return (length) -> {
			byte[] bytes = new byte[length];
			random.nextBytes(bytes);
			return bytes;
		};
	}

}
