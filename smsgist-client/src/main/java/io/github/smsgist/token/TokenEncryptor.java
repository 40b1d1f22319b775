package io.github.smsgist.token;

/**
 * Strategy interface for making the bearer token that authenticates requests to SMSGist.
 * Implement it for a token that no {@link TokenFormat} can describe.
 * <p>
 * A token is used for many requests until the service refuses it, unless it is not
 * {@linkplain #isReusable() reusable}. Implementations must be thread-safe.
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
	 * @return the token, without {@code Bearer}
	 * @throws IllegalArgumentException if the app secret key is not valid; the message
	 * must not contain it
	 */
	String encrypt(String clientSecret, String appSecretKey);

	/**
	 * Return whether one token may be used for many requests, which is the default.
	 * @return whether tokens are reused
	 * @see #perRequest(TokenEncryptor)
	 */
	default boolean isReusable() {
		return true;
	}

	/**
	 * Return an encryptor that makes a new token for every request, for tokens that
	 * contain a time or a number.
	 * @param tokenEncryptor makes the tokens on the thread that sends the request, and
	 * should be quick
	 * @return an encryptor that is not {@linkplain #isReusable() reusable}
	 */
	static TokenEncryptor perRequest(TokenEncryptor tokenEncryptor) {
		return new PerRequestTokenEncryptor(tokenEncryptor);
	}

}
