package io.github.smsgist.token;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token that another implementation made, from {@code token-vectors.json}.
 */
record TokenVector(String id, TokenFormat format, String appSecretKey, String clientSecret, byte[] nonce,
		String expectedToken) {

	private static final Map<String, TokenKey> KEYS = Map.of("utf8-32", TokenKey.UTF8, "hex", TokenKey.HEX, "base64",
			TokenKey.BASE64, "sha256", TokenKey.SHA256, "EVP_BytesToKey(md5,1 round,passphrase=utf8)->key32|iv16",
			TokenKey.OPENSSL_MD5, "EVP_BytesToKey(sha256,1 round,passphrase=utf8)->key32|iv16", TokenKey.OPENSSL_SHA256,
			"PBKDF2-HMAC-SHA256(10000 rounds)->key32|iv16", TokenKey.OPENSSL_PBKDF2);

	private static final Map<String, TokenLayout> LAYOUTS = Map.of("base64(nonce12|ct|tag16)",
			TokenLayout.IV_CIPHERTEXT_TAG, "base64url-nopad(nonce12|ct|tag16)", TokenLayout.IV_CIPHERTEXT_TAG,
			"hex(nonce12|ct|tag16)", TokenLayout.IV_CIPHERTEXT_TAG, "base64(iv12|tag16|ct)",
			TokenLayout.IV_TAG_CIPHERTEXT, "hex(iv12):hex(tag16):hex(ct)", TokenLayout.COLON_IV_TAG_CIPHERTEXT,
			"base64(iv16|ct)", TokenLayout.IV_CIPHERTEXT_TAG, "hex(iv16):hex(ct)", TokenLayout.COLON_IV_CIPHERTEXT_TAG,
			"base64(\"Salted__\"|salt8|ct)", TokenLayout.SALTED, "base64(json{iv,value,mac,tag})", TokenLayout.LARAVEL);

	static List<TokenVector> all() throws IOException {
		try (InputStream json = TokenVector.class.getResourceAsStream("/token-vectors.json")) {
			return StreamSupport.stream(JsonMapper.shared().readTree(json).spliterator(), false)
				.map(TokenVector::of)
				.toList();
		}
	}

	private static TokenVector of(JsonNode node) {
		String written = node.get("format").asString();
		String layout = written.substring(written.indexOf(':') + 1);
		TokenEncoding encoding = layout.startsWith("base64url") ? TokenEncoding.BASE64URL
				: layout.startsWith("hex") ? TokenEncoding.HEX : TokenEncoding.BASE64;
		TokenCipher cipher = node.get("cipher").asString().equals("aes-256-gcm") ? TokenCipher.AES_256_GCM
				: TokenCipher.AES_256_CBC;
		return new TokenVector(node.get("id").asString(),
				new TokenFormat(cipher, KEYS.get(node.get("key_derivation").asString()), LAYOUTS.get(layout), encoding),
				node.get("app_secret_key").asString(), node.get("client_secret").asString(),
				HexFormat.of().parseHex(node.get("iv_or_salt").asString()), node.get("expected_token").asString());
	}

	@Override
	public String toString() {
		return this.id;
	}

}
