package io.github.smsgist.docs.token;

import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenCipher;
import io.github.smsgist.token.TokenFormat;

/**
 * Stands in for code that knows a format which this project does not.
 */
final class VendorTokens {

	static final TokenFormat FORMAT = new TokenFormat(TokenCipher.AES_256_CBC, "sha256", "random",
			"hex(iv):hex(ciphertext)");

	private VendorTokens() {
	}

	static String encrypt(String clientSecret, String appSecretKey) {
		return new AesTokenEncryptor(FORMAT).encrypt(clientSecret, appSecretKey);
	}

}
