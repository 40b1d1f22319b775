package io.github.smsgist.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AesTokenEncryptor}.
 */
class AesTokenEncryptorTests {

	private static final String CLIENT_SECRET = "cs_live_é😀";

	private static final String UTF8_KEY = "icvaLqHGl0rzdCJ63lXpYCQoOFk7goA9";

	private static final String HEX_KEY = "cf0fe2fd565121d5fe263d1f760244be97da5c1e53644acaf60e0095a7d927ba";

	private static final String BASE64_KEY = "YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=";

	@ParameterizedTest
	@MethodSource("vectors")
	void encryptWritesTheTokenOfTheVectorByteForByte(TokenVector vector) {
		Iterator<byte[]> random = vector.random().iterator();
		AesTokenEncryptor encryptor = new AesTokenEncryptor(vector.format(), (length) -> {
			byte[] next = random.next();
			assertThat(next).hasSize(length);
			return next;
		});
		assertThat(encryptor.encrypt(vector.clientSecret(), vector.appSecretKey())).isEqualTo(vector.expectedToken());
		assertThat(random).isExhausted();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void decryptReadsTheTokenOfTheVector(TokenVector vector) throws GeneralSecurityException {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(vector.format());
		assertThat(encryptor.decrypt(vector.expectedToken(), vector.appSecretKey())).isEqualTo(vector.clientSecret());
	}

	@ParameterizedTest
	@MethodSource("formats")
	void decryptReadsWhatEncryptWrote(TokenFormat format) throws GeneralSecurityException {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		for (String clientSecret : List.of(CLIENT_SECRET, "a", "exactly 16 bytes", "x".repeat(500))) {
			String token = encryptor.encrypt(clientSecret, UTF8_KEY);
			assertThat(token).matches("[ -~]+");
			assertThat(encryptor.decrypt(token, UTF8_KEY)).isEqualTo(clientSecret);
		}
	}

	@ParameterizedTest
	@MethodSource("formats")
	void everyTokenWithSomethingRandomIsDifferent(TokenFormat format) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		boolean random = format.text().contains("iv") || format.text().contains("salt")
				|| format.text().equals("openssl") || format.text().startsWith("laravel");
		assertThat(encryptor.encrypt(CLIENT_SECRET, UTF8_KEY).equals(encryptor.encrypt(CLIENT_SECRET, UTF8_KEY)))
			.isNotEqualTo(random);
	}

	@ParameterizedTest
	@MethodSource("authenticatedFormats")
	void decryptRefusesATokenChangedInAnyCharacter(TokenFormat format) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		String token = encryptor.encrypt(CLIENT_SECRET, UTF8_KEY);
		for (int i = 0; i < token.length(); i++) {
			String changed = token.substring(0, i) + ((token.charAt(i) == '0') ? '1' : '0') + token.substring(i + 1);
			assertThatExceptionOfType(GeneralSecurityException.class)
				.isThrownBy(() -> encryptor.decrypt(changed, UTF8_KEY));
		}
	}

	@ParameterizedTest
	@MethodSource("formats")
	void decryptNeverReadsTheSecretFromATokenCutOffAnywhere(TokenFormat format) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		String token = encryptor.encrypt("short", UTF8_KEY);
		for (int end = 0; end < token.length(); end++) {
			assertThat(decrypted(encryptor, token.substring(0, end))).isNotEqualTo("short");
		}
	}

	@ParameterizedTest
	@MethodSource("formats")
	void decryptRefusesJunk(TokenFormat format) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		for (String junk : List.of("", ":", "::", ":::", "=", "é", "\u0100", "{}", "e30=", "U2FsdGVkX18=", "Bearer x",
				"0")) {
			assertThatExceptionOfType(GeneralSecurityException.class).as(junk)
				.isThrownBy(() -> encryptor.decrypt(junk, UTF8_KEY));
		}
		for (String junk : List.of("00", "00:00:00", "A".repeat(40), "0".repeat(5000))) {
			assertThat(decrypted(encryptor, junk)).isNotEqualTo(CLIENT_SECRET);
		}
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void decryptWithAnotherKeyNeverGivesTheSecret(TokenVector vector) throws GeneralSecurityException {
		String key = vector.appSecretKey();
		int changed = key.length() / 2;
		String otherKey = key.substring(0, changed) + ((key.charAt(changed) == 'a') ? 'b' : 'a')
				+ key.substring(changed + 1);
		try {
			assertThat(new AesTokenEncryptor(vector.format()).decrypt(vector.expectedToken(), otherKey))
				.isNotEqualTo(vector.clientSecret());
		}
		catch (GeneralSecurityException ex) {
			assertThat(ex).hasMessageNotContaining(otherKey);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"tag\":\"NCxLXQtrE5CPoaIv280a5w==\"", "\"tag\":\"\",\"x\":1", "\"tag\":null" })
	void decryptRefusesLaravelJsonWithAnotherEnd(String end) {
		TokenVector vector = vector("laravel-cbc-encryptString");
		String json = new String(Base64.getDecoder().decode(vector.expectedToken()), StandardCharsets.UTF_8);
		assertThat(json).endsWith("\"tag\":\"\"}");
		String token = Base64.getEncoder()
			.encodeToString(json.replace("\"tag\":\"\"", end).getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(GeneralSecurityException.class)
			.isThrownBy(() -> new AesTokenEncryptor(vector.format()).decrypt(token, vector.appSecretKey()));
	}

	/**
	 * Ciphertexts of {@code printf cs_test | openssl enc -aes-256-cbc -S 0102030405060708
	 * -pass pass:clé-ɛyɛ😀 -a} with {@code -md md5}, {@code -md sha256}, {@code -pbkdf2}.
	 */
	@ParameterizedTest
	@CsvSource({ "openssl-md5,3QZ0Dbqc7E0ht0E/myb+EQ==", "openssl-sha256,s1xk6nxSPS3zGezkXPKguQ==",
			"openssl-pbkdf2,jQI8qEhW74R/z6UWkJ/uGg==" })
	void passphrasesAreUtf8AsInOpenSsl(String key, String ciphertext) {
		byte[] salt = HexFormat.of().parseHex("0102030405060708");
		TokenFormat format = new TokenFormat(TokenCipher.AES_256_CBC, key, "derived", "openssl");
		ByteArrayOutputStream expected = new ByteArrayOutputStream();
		expected.writeBytes("Salted__".getBytes(StandardCharsets.US_ASCII));
		expected.writeBytes(salt);
		expected.writeBytes(Base64.getDecoder().decode(ciphertext));
		assertThat(new AesTokenEncryptor(format, (length) -> salt).encrypt("cs_test", "clé-ɛyɛ😀"))
			.isEqualTo(Base64.getEncoder().encodeToString(expected.toByteArray()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=",
			"YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA", "YwPKp4dYON-JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA",
			"base64:YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=" })
	void everyWayToWriteABase64KeyIsTheSameKey(String appSecretKey) throws GeneralSecurityException {
		TokenVector vector = vector("gcm-b64-b64key");
		assertThat(new AesTokenEncryptor(vector.format()).decrypt(vector.expectedToken(), appSecretKey))
			.isEqualTo(vector.clientSecret());
	}

	@Test
	void validateNamesTheLengthAndTheFormsThatWouldFit() {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(TokenFormat.DEFAULT);
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate("only twenty bytes..."))
			.withMessage("The app secret key is 20 bytes as utf8, but 32 are needed. Check that it is complete, "
					+ "or choose a key form that it fits, such as sha256");
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate(HEX_KEY))
			.withMessageContaining("is 64 bytes as utf8")
			.withMessageContaining("such as hex or sha256");
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate("base64:" + BASE64_KEY))
			.withMessageContaining("such as base64 or sha256");
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate(UTF8_KEY + "\n"))
			.withMessageContaining("is 33 bytes")
			.withMessageContaining("begins or ends with white space");
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate(" "))
			.withMessage("The app secret key is empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "utf8", "hex", "base64", "cut(hex(key))", "unhex(unbase64(key))" })
	void aKeyThatDoesNotFitIsRefusedWithoutBeingShown(String key) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(
				new TokenFormat(TokenCipher.AES_256_GCM, key, "random", "base64(iv + ciphertext + tag)"));
		for (String unfit : List.of("!Zq7", "Zq7!abc12", "abc12", "0123456789abcde", "kéy")) {
			assertThatIllegalArgumentException().as(unfit)
				.isThrownBy(() -> encryptor.validate(unfit))
				.satisfies((ex) -> assertThat(ex).hasNoCause()
					.message()
					.startsWith("The app secret key is ")
					.doesNotContain("smsgist.")
					.doesNotContain(unfit));
			assertThatIllegalArgumentException().isThrownBy(() -> encryptor.encrypt(CLIENT_SECRET, unfit));
			assertThatExceptionOfType(Exception.class).isThrownBy(() -> encryptor.decrypt("A".repeat(40), unfit));
		}
	}

	@Test
	void anInitializationVectorOfTheWrongLengthIsRefusedAtTheCheck() {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(
				new TokenFormat(TokenCipher.AES_256_CBC, "utf8", "key", "base64(ciphertext)"));
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate(UTF8_KEY))
			.withMessage("'iv' gives 32 bytes, but aes-256-cbc needs 16");
	}

	private static String decrypted(AesTokenEncryptor encryptor, String token) {
		try {
			return encryptor.decrypt(token, UTF8_KEY);
		}
		catch (GeneralSecurityException ex) {
			return "";
		}
	}

	private static TokenVector vector(String id) {
		return vectors().stream().filter((vector) -> vector.id().equals(id)).findFirst().orElseThrow();
	}

	static List<TokenVector> vectors() {
		return TokenVector.all();
	}

	/**
	 * Every shape with the plainest key, every key with the plainest shape, and those
	 * with a salt.
	 */
	static List<TokenFormat> formats() {
		TokenFormat plain = TokenFormat.DEFAULT;
		return Stream.concat(TokenFormat.candidates(UTF8_KEY).stream(), vectors().stream().map(TokenVector::format))
			.filter((format) -> format.key().equals(plain.key()) || format.text().equals(plain.text())
					|| format.text().contains("salt") || format.text().equals("openssl"))
			.filter((format) -> !List.of("hex", "base64").contains(format.key()))
			.map(AesTokenEncryptorTests::withQuickKey)
			.distinct()
			.toList();
	}

	/**
	 * The same format, with few rounds to derive the key. The vectors have them all.
	 */
	private static TokenFormat withQuickKey(TokenFormat format) {
		String key = format.key()
			.replace("openssl-pbkdf2", "pbkdf2_sha256(key, salt, 2)")
			.replaceAll("(pbkdf2_\\w+\\(key, [^,]+), \\d+\\)", "$1, 2)")
			.replaceAll("(scrypt\\(key, [^,)]+)(, \\d+)*\\)", "$1, 2)");
		return new TokenFormat(format.cipher(), key, format.iv(), format.text());
	}

	static List<TokenFormat> authenticatedFormats() {
		return formats().stream()
			.filter((format) -> format.cipher().tagLength() != 0 || format.text().contains("hmac(iv")
					|| format.text().equals("laravel"))
			.toList();
	}

}
