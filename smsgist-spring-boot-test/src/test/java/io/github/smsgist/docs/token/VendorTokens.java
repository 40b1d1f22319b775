package io.github.smsgist.docs.token;

import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenCipher;
import io.github.smsgist.token.TokenEncoding;
import io.github.smsgist.token.TokenFormat;
import io.github.smsgist.token.TokenKey;
import io.github.smsgist.token.TokenLayout;

/**
 * Stands in for code that knows a format which this project does not.
 */
final class VendorTokens {

	static final TokenFormat FORMAT = new TokenFormat(TokenCipher.AES_256_CBC, TokenKey.SHA256,
			TokenLayout.COLON_IV_CIPHERTEXT_TAG, TokenEncoding.HEX);

	private VendorTokens() {
	}

	static String encrypt(String clientSecret, String appSecretKey) {
		return new AesTokenEncryptor(FORMAT).encrypt(clientSecret, appSecretKey);
	}

}
