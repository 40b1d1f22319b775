package io.github.smsgist.token;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TokenFormat}.
 */
class TokenFormatTests {

	private static final Map<String, List<TokenFormat>> CANDIDATES = new ConcurrentHashMap<>();

	private static final Map<String, List<AesTokenEncryptor>> QUICK_ENCRYPTORS = new ConcurrentHashMap<>();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					aes-256-gcm | utf8        | random  | base64(iv + ciphertext)        | 'text' has no place for the tag
					aes-256-gcm | utf8        | random  | base64(ciphertext + tag)       | 'text' has no place for the iv
					aes-256-cbc | utf8        | random  | base64(iv)                     | 'text' has no place for the ciphertext
					aes-256-cbc | utf8        | random  | base64(iv + md5(ciphertext))   | 'text' has no place for the ciphertext
					aes-256-cbc | openssl-md5 | derived | base64(ciphertext)             | 'text' has no place for the salt
					aes-256-cbc | utf8        | random  | openssl                        | 'text' has an unknown name (at character 21)
					aes-256-cbc | utf8        | random  | base64(iv) + ciphertext        | 'text' has a part that is not encoded
					aes-256-ecb | utf8        | random  | hex(ciphertext + ciphertext)   | 'text' cannot be read back
					aes-256-ecb | utf8        | random  | hex(ciphertext                 | 'text' lacks ) (at character 15)
					aes-256-ecb | utf8        | random  | hex(ciphertext))               | 'text' cannot be understood (at character 16)
					aes-256-ecb | utf8        | random  | hex()                          | 'text' lacks something (at character 5)
					aes-256-ecb | utf8        | random  | rot13(ciphertext)              | 'text' has an unknown function (at character 1)
					aes-256-ecb | utf8        | random  | hex(ciphertext)'é'             | 'text' has a character that an HTTP header cannot carry
					aes-256-ecb | utf8        | random  | hex(ciphertext)'               | 'text' lacks ' (at character 17)
					aes-256-cbc | iv          | random  | base64(iv + ciphertext)        | 'key' has an unknown name (at character 1)
					aes-256-cbc | utf8        | never   | base64(iv + ciphertext)        | 'iv' has an unknown name (at character 1)
					aes-256-ecb | scrypt(key, 'salt', 1000)      | random  | hex(ciphertext) | 'key' has a cost of scrypt that is not a power of two
					aes-256-ecb | scrypt(key, 'salt', 1048576, 8) | random | hex(ciphertext) | 'key' needs a number from 1 to 1
					aes-256-ecb | pbkdf2_sha256(key, 'salt', 0)  | random  | hex(ciphertext) | 'key' needs a number from 1 to 10000000
					aes-256-ecb | pbkdf2_sha256(key, 'salt', 99999999999) | random | hex(ciphertext) | 'key' needs a number
					aes-256-ecb | fit(key, 'ab')                 | random  | hex(ciphertext) | 'key' needs a single character
					""")
	void whatCanNotBeAFormatIsRefusedWithTheSettingToChange(String cipher, String key, String iv, String text,
			String message) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TokenVector.format(String.join(" | ", cipher, key, iv, text)))
			.withMessageStartingWith(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ask_live_rNLYvWBWIkHAkAGMnZTbigTENVSD7A0", "p(ssw)rd+'", "(((((((((((((((((((((((" })
	void aSecretInTheWrongPlaceIsNotShown(String secret) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TokenFormat(TokenCipher.AES_256_CBC, secret, "random", "base64(iv + ciphertext)"))
			.satisfies((ex) -> assertThat(ex).message().doesNotContain(secret));
	}

	@Test
	void anExpressionIsBounded() {
		for (String huge : List.of("hex(".repeat(100) + "ciphertext" + ")".repeat(100),
				"hex(ciphertext)" + ":".repeat(1000))) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> new TokenFormat(TokenCipher.AES_256_ECB, "utf8", "random", huge));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "base64( iv+ciphertext )", "base64(iv ciphertext)", "base64(iv + '' + ciphertext)" })
	void spacesDoNotMatter(String text) {
		assertThat(new AesTokenEncryptor(new TokenFormat(TokenCipher.AES_256_CBC, "utf8", "random", text), byte[]::new)
			.encrypt("secret", "k".repeat(32)))
			.isEqualTo(new AesTokenEncryptor(
					new TokenFormat(TokenCipher.AES_256_CBC, "utf8", "random", "base64(iv + ciphertext)"), byte[]::new)
				.encrypt("secret", "k".repeat(32)));
	}

	@Test
	void whatTheCipherDoesNotHaveIsEmpty() {
		assertThat(new AesTokenEncryptor(
				new TokenFormat(TokenCipher.AES_256_ECB, "utf8", "random", "hex(iv):hex(ciphertext):hex(tag)"))
			.encrypt("secret", "k".repeat(32))).matches(":[0-9a-f]{32}:");
	}

	@ParameterizedTest
	@CsvSource({ "icvaLqHGl0rzdCJ63lXpYCQoOFk7goA9,utf8",
			"cf0fe2fd565121d5fe263d1f760244be97da5c1e53644acaf60e0095a7d927ba,hex",
			"CF0FE2FD565121D5FE263D1F760244BE97DA5C1E53644ACAF60E0095A7D927BA,hex",
			"YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=,base64",
			"base64:YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=,base64", "ask_live_short,sha256" })
	void candidatesBeginWithTheFormOfTheKey(String appSecretKey, String form) {
		List<TokenFormat> candidates = candidates(appSecretKey);
		assertThat(candidates).doesNotHaveDuplicates().hasSizeLessThan(800);
		assertThat(candidates).first()
			.isEqualTo(new TokenFormat(TokenCipher.AES_256_GCM, form, "random", "base64(iv + ciphertext + tag)"));
		candidates.stream()
			.filter((format) -> format.key().equals(form) || format.text().equals(TokenFormat.DEFAULT.text()))
			.filter(TokenFormatTests::hasQuickKey)
			.forEach((format) -> new AesTokenEncryptor(format).validate(appSecretKey));
	}

	@Test
	void candidatesWithAKeyThatIsDerivedSlowlyAreUsable() {
		assertThat(candidates("ask_live_short").stream()
			.filter((format) -> format.text().equals(TokenFormat.DEFAULT.text()) && !hasQuickKey(format))).isNotEmpty()
			.allMatch((format) -> new AesTokenEncryptor(format).accepts("ask_live_short"));
	}

	@Test
	void aBlankKeyHasNoCandidates() {
		assertThat(TokenFormat.candidates("  ")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void theFormatOfEveryVectorOfOthersIsACandidateForItsKey(TokenVector vector) {
		assertThat(candidates(vector.appSecretKey())).contains(vector.format());
	}

	/**
	 * Tokens that common samples made with Node's crypto module and OpenSSL.
	 */
	@ParameterizedTest(name = "{0}")
	@MethodSource("samples")
	void oneOfTheCandidatesReadsTheTokenOfEveryCommonSample(String id, String appSecretKey, String token) {
		assertThat(QUICK_ENCRYPTORS.computeIfAbsent(appSecretKey,
				(key) -> candidates(key).stream()
					.filter(TokenFormatTests::hasQuickKey)
					.map(AesTokenEncryptor::new)
					.toList()))
			.anyMatch((encryptor) -> reads(encryptor, token, appSecretKey));
	}

	private static boolean reads(AesTokenEncryptor encryptor, String token, String appSecretKey) {
		try {
			return encryptor.decrypt(token, appSecretKey).startsWith("cs_live_d41d8cd9");
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			return false;
		}
	}

	static Stream<Arguments> samples() {
		return JsonMapper.shared()
			.readTree(TokenFormatTests.class.getResourceAsStream("/token-samples.json"))
			.valueStream()
			.map((sample) -> Arguments.of(sample.get("id").asString(), sample.get("app_secret_key").asString(),
					sample.get("token").asString()));
	}

	@Test
	void theFormatsOfTheFirstVectorsAreAmongTheLikelyOnes() {
		vectors().stream()
			.limit(15)
			.forEach((vector) -> assertThat(candidates(vector.appSecretKey()).stream().limit(25))
				.contains(vector.format()));
	}

	@Test
	void toStringWritesTheFourSettings() {
		assertThat(
				new TokenFormat(TokenCipher.AES_256_GCM_IV16, "sha256", "random", "hex(iv):hex(tag):hex(ciphertext)"))
			.hasToString("cipher=aes-256-gcm-iv16, key=sha256, iv=random, text=hex(iv):hex(tag):hex(ciphertext)");
	}

	static List<TokenVector> vectors() {
		return TokenVector.all().stream().limit(33).toList();
	}

	private static boolean hasQuickKey(TokenFormat format) {
		return !format.key().contains("pbkdf2") && !format.key().contains("scrypt");
	}

	private static List<TokenFormat> candidates(String appSecretKey) {
		return CANDIDATES.computeIfAbsent(appSecretKey, TokenFormat::candidates);
	}

}
