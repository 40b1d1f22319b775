package io.github.smsgist.token;

/**
 * {@link TokenEncryptor} whose tokens are used once.
 *
 * @param delegate makes the tokens
 */
record PerRequestTokenEncryptor(TokenEncryptor delegate) implements TokenEncryptor {

	@Override
	public String encrypt(String clientSecret, String appSecretKey) {
		return this.delegate.encrypt(clientSecret, appSecretKey);
	}

	@Override
	public boolean isReusable() {
		return false;
	}

}
