package io.github.smsgist.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

	private static final Map<TokenKey, String> APP_SECRET_KEYS = Map.of(TokenKey.UTF8,
			"icvaLqHGl0rzdCJ63lXpYCQoOFk7goA9", TokenKey.HEX,
			"cf0fe2fd565121d5fe263d1f760244be97da5c1e53644acaf60e0095a7d927ba", TokenKey.BASE64,
			"YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=");

	private static final String ANY_KEY = "ask_live_rNLYvWBWIkHAkAGMnZTbigTENVSD7A0";

	@ParameterizedTest
	@MethodSource("vectors")
	void encryptWritesTheTokenOfTheVectorByteForByte(TokenVector vector) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(vector.format(), (length) -> {
			assertThat(length).isEqualTo(vector.nonce().length);
			return vector.nonce();
		});
		assertThat(encryptor.encrypt(vector.clientSecret(), vector.appSecretKey())).isEqualTo(vector.expectedToken());
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void decryptReadsTheTokenOfTheVector(TokenVector vector) throws GeneralSecurityException {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(vector.format());
		assertThat(encryptor.decrypt(vector.expectedToken(), vector.appSecretKey())).isEqualTo(vector.clientSecret());
	}

	@Test
	void theVectorsCoverEveryPart() throws IOException {
		List<TokenFormat> formats = TokenVector.all().stream().map(TokenVector::format).toList();
		assertThat(formats).hasSize(15);
		assertThat(formats).extracting(TokenFormat::cipher).contains(TokenCipher.values());
		assertThat(formats).extracting(TokenFormat::key).contains(TokenKey.values());
		assertThat(formats).extracting(TokenFormat::layout).contains(TokenLayout.values());
		assertThat(formats).extracting(TokenFormat::encoding).contains(TokenEncoding.values());
	}

	@ParameterizedTest
	@MethodSource("formats")
	void decryptReadsWhatEncryptWrote(TokenFormat format) throws GeneralSecurityException {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		for (String clientSecret : List.of(CLIENT_SECRET, "", "a", "exactly 16 bytes", "x".repeat(500))) {
			String token = encryptor.encrypt(clientSecret, keyFor(format));
			assertThat(token).matches("[A-Za-z0-9+/=:_-]+");
			assertThat(encryptor.decrypt(token, keyFor(format))).isEqualTo(clientSecret);
		}
	}

	@ParameterizedTest
	@MethodSource("formats")
	void everyTokenIsDifferent(TokenFormat format) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		assertThat(encryptor.encrypt(CLIENT_SECRET, keyFor(format)))
			.isNotEqualTo(encryptor.encrypt(CLIENT_SECRET, keyFor(format)));
	}

	@ParameterizedTest
	@MethodSource("authenticatedFormats")
	void decryptRefusesATokenChangedInAnyCharacter(TokenFormat format) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		String token = encryptor.encrypt(CLIENT_SECRET, keyFor(format));
		for (int i = 0; i < token.length(); i++) {
			String changed = token.substring(0, i) + ((token.charAt(i) == '0') ? '1' : '0') + token.substring(i + 1);
			assertThatExceptionOfType(GeneralSecurityException.class)
				.isThrownBy(() -> encryptor.decrypt(changed, keyFor(format)));
		}
	}

	@ParameterizedTest
	@MethodSource("formats")
	void decryptRefusesATokenCutOffAnywhere(TokenFormat format) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		// One block of ciphertext, so that no cut leaves a whole block.
		String token = encryptor.encrypt("short", keyFor(format));
		for (int end = 0; end < token.length(); end++) {
			String cut = token.substring(0, end);
			assertThatExceptionOfType(GeneralSecurityException.class)
				.isThrownBy(() -> encryptor.decrypt(cut, keyFor(format)));
		}
	}

	@ParameterizedTest
	@MethodSource("formats")
	void decryptRefusesJunk(TokenFormat format) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(format);
		for (String junk : List.of("", ":", "::", ":::", "=", "é", "{}", "e30=", "U2FsdGVkX18=", "Bearer x", "0", "00",
				"00:00:00", "A".repeat(40), "0".repeat(5000))) {
			assertThatExceptionOfType(GeneralSecurityException.class).as(junk)
				.isThrownBy(() -> encryptor.decrypt(junk, keyFor(format)));
		}
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void decryptRefusesATokenMadeWithAnotherKey(TokenVector vector) {
		String key = vector.appSecretKey();
		int last = key.length() - 3;
		String otherKey = key.substring(0, last) + ((key.charAt(last) == 'a') ? 'b' : 'a') + key.substring(last + 1);
		assertThatExceptionOfType(GeneralSecurityException.class)
			.isThrownBy(() -> new AesTokenEncryptor(vector.format()).decrypt(vector.expectedToken(), otherKey));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"tag\":\"NCxLXQtrE5CPoaIv280a5w==\"", "\"tag\":\"\",\"x\":1", "\"tag\":null" })
	void decryptRefusesLaravelJsonWithAnotherEnd(String end) throws IOException {
		TokenVector vector = vector("laravel-cbc-encryptString");
		String json = new String(Base64.getDecoder().decode(vector.expectedToken()), StandardCharsets.UTF_8);
		assertThat(json).endsWith("\"tag\":\"\"}");
		String token = TokenEncoding.BASE64.encode(json.replace("\"tag\":\"\"", end).getBytes(StandardCharsets.UTF_8));
		assertThatExceptionOfType(GeneralSecurityException.class)
			.isThrownBy(() -> new AesTokenEncryptor(vector.format()).decrypt(token, vector.appSecretKey()));
	}

	/**
	 * Ciphertexts of {@code printf cs_test | openssl enc -aes-256-cbc -S 0102030405060708
	 * -pass pass:clé-ɛyɛ😀 -a} with {@code -md md5}, {@code -md sha256}, {@code -pbkdf2}.
	 */
	@ParameterizedTest
	@CsvSource({ "OPENSSL_MD5,3QZ0Dbqc7E0ht0E/myb+EQ==", "OPENSSL_SHA256,s1xk6nxSPS3zGezkXPKguQ==",
			"OPENSSL_PBKDF2,jQI8qEhW74R/z6UWkJ/uGg==" })
	void passphrasesAreUtf8AsInOpenSsl(TokenKey key, String ciphertext) {
		byte[] salt = HexFormat.of().parseHex("0102030405060708");
		TokenFormat format = new TokenFormat(TokenCipher.AES_256_CBC, key, TokenLayout.SALTED, TokenEncoding.BASE64);
		byte[] expected = Bytes.join("Salted__".getBytes(StandardCharsets.US_ASCII), salt,
				Base64.getDecoder().decode(ciphertext));
		assertThat(new AesTokenEncryptor(format, (length) -> salt).encrypt("cs_test", "clé-ɛyɛ😀"))
			.isEqualTo(Base64.getEncoder().encodeToString(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=",
			"YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA", "YwPKp4dYON-JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA",
			"base64:YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=" })
	void everyWayToWriteABase64KeyIsTheSameKey(String appSecretKey) throws IOException, GeneralSecurityException {
		TokenVector vector = vector("gcm-b64-b64key");
		assertThat(new AesTokenEncryptor(vector.format()).decrypt(vector.expectedToken(), appSecretKey))
			.isEqualTo(vector.clientSecret());
	}

	@Test
	void validateNamesTheLengthAndTheFormsThatWouldFit() {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(TokenFormat.DEFAULT);
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate("only twenty bytes..."))
			.withMessage("smsgist.app-secret-key is 20 bytes as UTF-8, AES-256 needs 32; check that it is complete, "
					+ "or set smsgist.token.key to a form that fits it: sha256, or with "
					+ "smsgist.token.cipher=aes-256-cbc and smsgist.token.layout=salted: "
					+ "openssl-md5, openssl-sha256, openssl-pbkdf2.");
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate(APP_SECRET_KEYS.get(TokenKey.HEX)))
			.withMessageContaining("is 64 bytes as UTF-8")
			.withMessageContaining("fits it: hex, sha256,");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> encryptor.validate("base64:" + APP_SECRET_KEYS.get(TokenKey.BASE64)))
			.withMessageContaining("fits it: base64, sha256,");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> encryptor.validate(APP_SECRET_KEYS.get(TokenKey.UTF8) + "\n"))
			.withMessageContaining("is 33 bytes")
			.withMessageContaining("begins or ends with white space");
		assertThatIllegalArgumentException().isThrownBy(() -> encryptor.validate(" "))
			.withMessage("smsgist.app-secret-key is empty; set it to the app secret key of the credential.");
	}

	@ParameterizedTest
	@EnumSource(names = { "UTF8", "HEX", "BASE64" })
	void aKeyThatDoesNotFitIsRefusedWithoutBeingShown(TokenKey key) {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(
				new TokenFormat(TokenCipher.AES_256_GCM, key, TokenLayout.IV_CIPHERTEXT_TAG, TokenEncoding.BASE64));
		for (String unfit : List.of("!Zq7", "Zq7!".repeat(8) + "!", "abc12", "0123456789abcdef", "kéy")) {
			assertThatIllegalArgumentException().as(unfit)
				.isThrownBy(() -> encryptor.validate(unfit))
				.satisfies((ex) -> assertThat(ex).hasNoCause()
					.message()
					.startsWith("smsgist.app-secret-key is ")
					.contains("smsgist.token.key")
					.doesNotContain(unfit));
			assertThatIllegalArgumentException().isThrownBy(() -> encryptor.encrypt(CLIENT_SECRET, unfit));
			assertThatIllegalArgumentException().isThrownBy(() -> encryptor.decrypt("A".repeat(40), unfit));
		}
	}

	private static String keyFor(TokenFormat format) {
		return APP_SECRET_KEYS.getOrDefault(format.key(), ANY_KEY);
	}

	private static TokenVector vector(String id) throws IOException {
		return vectors().stream().filter((vector) -> vector.id().equals(id)).findFirst().orElseThrow();
	}

	static List<TokenVector> vectors() throws IOException {
		return TokenVector.all();
	}

	static List<TokenFormat> formats() {
		return TokenFormat.candidates();
	}

	static List<TokenFormat> authenticatedFormats() {
		return formats().stream()
			.filter((format) -> format.cipher() == TokenCipher.AES_256_GCM || format.layout() == TokenLayout.LARAVEL)
			.toList();
	}

}
