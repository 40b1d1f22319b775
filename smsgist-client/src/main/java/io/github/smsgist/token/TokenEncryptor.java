package io.github.smsgist.token;

/**
 * Makes the bearer token that authenticates requests to SMSGist. Declare a bean of this
 * type when the token has to be made in a way that no {@link TokenFormat} describes.
 * <p>
 * Implementations must be thread-safe.
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

}
