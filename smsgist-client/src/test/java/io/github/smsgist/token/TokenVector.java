package io.github.smsgist.token;

import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token that another implementation made, from {@code token-vectors.json},
 * {@code token-vectors-more.json} and, with the format in it,
 * {@code token-vectors-node.json}, which Node's own crypto module made.
 */
record TokenVector(String id, TokenFormat format, String appSecretKey, String clientSecret, List<byte[]> random,
		String expectedToken) {

	private static final Map<String, String> FORMATS = Map.ofEntries(
			Map.entry("gcm-b64-utf8", "aes-256-gcm | utf8 | random | base64(iv + ciphertext + tag)"),
			Map.entry("gcm-b64-hexkey", "aes-256-gcm | hex | random | base64(iv + ciphertext + tag)"),
			Map.entry("gcm-b64-b64key", "aes-256-gcm | base64 | random | base64(iv + ciphertext + tag)"),
			Map.entry("gcm-b64url-sha256", "aes-256-gcm | sha256 | random | base64url(iv + ciphertext + tag)"),
			Map.entry("gcm-hex-hexkey", "aes-256-gcm | hex | random | hex(iv + ciphertext + tag)"),
			Map.entry("gcm-ivtagct-b64", "aes-256-gcm | hex | random | base64(iv + tag + ciphertext)"),
			Map.entry("gcm-iv:tag:ct-hex", "aes-256-gcm | hex | random | hex(iv):hex(tag):hex(ciphertext)"),
			Map.entry("cbc-b64-utf8", "aes-256-cbc | utf8 | random | base64(iv + ciphertext)"),
			Map.entry("cbc-b64-b64key", "aes-256-cbc | base64 | random | base64(iv + ciphertext)"),
			Map.entry("cbc-iv:ct-hex-utf8", "aes-256-cbc | utf8 | random | hex(iv):hex(ciphertext)"),
			Map.entry("cryptojs-salted", "aes-256-cbc | openssl-md5 | derived | openssl"),
			Map.entry("openssl-salted-sha256", "aes-256-cbc | openssl-sha256 | derived | openssl"),
			Map.entry("openssl-pbkdf2", "aes-256-cbc | openssl-pbkdf2 | derived | openssl"),
			Map.entry("laravel-cbc-encryptString", "aes-256-cbc | base64 | random | laravel"),
			Map.entry("laravel-gcm-encryptString", "aes-256-gcm | base64 | random | laravel-gcm"),
			Map.entry("php base64(iv . base64(ct))", "aes-256-cbc | utf8 | random | base64(iv + base64(ciphertext))"),
			Map.entry("php base64(iv::base64ct)", "aes-256-cbc | utf8 | random | base64(iv::base64(ciphertext))"),
			Map.entry("base64(base64(iv ct))", "aes-256-cbc | utf8 | random | base64(base64(iv + ciphertext))"),
			Map.entry("secret cut to 32 chars", "aes-256-cbc | fit(key) | random | base64(iv + ciphertext)"),
			Map.entry("padded with '0'", "aes-256-cbc | fit(key, '0') | random | base64(iv + ciphertext)"),
			Map.entry("sha256-hex cut to 32", "aes-256-cbc | cut(hex(sha256(key))) | random | base64(iv + ciphertext)"),
			Map.entry("iv = zeros, not sent", "aes-256-cbc | utf8 | zeros | base64(ciphertext)"),
			Map.entry("ecb base64", "aes-256-ecb | utf8 | random | base64(ciphertext)"),
			Map.entry("ctr iv:ct hex", "aes-256-ctr | utf8 | random | hex(iv):hex(ciphertext)"),
			Map.entry("gcm iv16 iv:tag:ct hex", "aes-256-gcm-iv16 | utf8 | random | hex(iv):hex(tag):hex(ciphertext)"),
			Map.entry("gcm JSON {iv,data,tag} base64",
					"aes-256-gcm | utf8 | random | base64(json(iv=base64(iv), data=base64(ciphertext), "
							+ "tag=base64(tag)))"),
			Map.entry("gcm ct tag iv base64", "aes-256-gcm | utf8 | random | base64(ciphertext + tag + iv)"),
			Map.entry("gcm iv:ct:tag base64url",
					"aes-256-gcm | utf8 | random | base64url(iv):base64url(ciphertext):base64url(tag)"),
			Map.entry("gcm base64url padded (Go URLEncoding)",
					"aes-256-gcm | utf8 | random | base64url_padded(iv + ciphertext + tag)"),
			Map.entry("gcm HEX upper", "aes-256-gcm | utf8 | random | HEX(iv + ciphertext + tag)"),
			Map.entry("cbc iv::ct hex", "aes-256-cbc | utf8 | random | hex(iv)::hex(ciphertext)"),
			Map.entry("cbc hmac iv ct base64",
					"aes-256-cbc | utf8 | random | base64(iv + hmac(ciphertext) + ciphertext)"),
			Map.entry("gcm scrypt salt \"salt\"",
					"aes-256-gcm | scrypt(key, 'salt') | random | base64(iv + ciphertext + tag)"));

	static List<TokenVector> all() {
		return Stream.of("/token-vectors.json", "/token-vectors-more.json", "/token-vectors-node.json")
			.flatMap(TokenVector::read)
			.toList();
	}

	private static Stream<TokenVector> read(String resource) {
		InputStream json = Objects.requireNonNull(TokenVector.class.getResourceAsStream(resource), resource);
		return StreamSupport.stream(JsonMapper.shared().readTree(json).spliterator(), false).map(TokenVector::of);
	}

	private static TokenVector of(JsonNode node) {
		String id = node.get("id").asString();
		TokenFormat format = node.has("iv") ? format(text(node, "cipher") + " | " + text(node, "key") + " | "
				+ text(node, "iv") + " | " + text(node, "text")) : format(FORMATS.get(id));
		Stream<String> random = node.has("random") ? node.get("random").valueStream().map(JsonNode::asString)
				: Stream.of(text(node, "iv_or_salt")).filter((iv) -> !format.iv().equals("zeros"));
		return new TokenVector(id, format, text(node, "app_secret_key"), text(node, "client_secret"),
				random.map(HexFormat.of()::parseHex).toList(), text(node, "expected_token"));
	}

	private static String text(JsonNode node, String name) {
		return node.get(name).asString();
	}

	static TokenFormat format(String cells) {
		String[] cell = cells.split(" \\| ");
		TokenCipher cipher = Stream.of(TokenCipher.values())
			.filter((candidate) -> candidate.toString().equals(cell[0]))
			.findFirst()
			.orElseThrow();
		return new TokenFormat(cipher, cell[1], cell[2], cell[3]);
	}

	@Override
	public String toString() {
		return this.id;
	}

}
