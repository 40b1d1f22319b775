package io.github.smsgist.token;

/**
 * Makes the bearer token that authenticates requests to SMSGist. Declare a bean of this
 * type when the token has to be made in a way that no {@link TokenFormat} describes.
 * <p>
 * A token is used for many requests until the service refuses it, see
 * {@link #isReusable()}. Implementations must be thread-safe.
 *
 * @since 0.1.0
 * @see AesTokenEncryptor
 */
@FunctionalInterface
public interface TokenEncryptor {

	/**
	 * Encrypt the client secret.
	 * @param clientSecret the client secret of the credential
	 * @param appSecretKey the app secret key of the credential
	 * @return the token as it goes behind {@code Bearer} in the request
	 * @throws IllegalArgumentException if the app secret key can't be used as a key; the
	 * message must not contain it
	 */
	String encrypt(String clientSecret, String appSecretKey);

	/**
	 * Return whether one token may be used for many requests. That is so unless the token
	 * has something in it that each request needs anew.
	 * @return whether tokens are reused
	 * @see #perRequest(TokenEncryptor)
	 */
	default boolean isReusable() {
		return true;
	}

	/**
	 * Have a new token made for every request, for tokens with a time or a number in
	 * them.
	 * @param tokenEncryptor makes the tokens; called by the thread that sends the
	 * request, so that it should be quick
	 * @return an encryptor that is not {@linkplain #isReusable() reusable}
	 */
	static TokenEncryptor perRequest(TokenEncryptor tokenEncryptor) {
		return new PerRequestTokenEncryptor(tokenEncryptor);
	}

}
