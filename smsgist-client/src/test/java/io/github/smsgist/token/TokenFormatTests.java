package io.github.smsgist.token;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TokenFormat}.
 */
class TokenFormatTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					AES_256_GCM | OPENSSL_MD5    | IV_CIPHERTEXT_TAG       | BASE64    | smsgist.token.layout=salted
					AES_256_GCM | OPENSSL_MD5    | SALTED                  | BASE64    | smsgist.token.cipher=aes-256-cbc
					AES_256_CBC | OPENSSL_PBKDF2 | LARAVEL                 | BASE64    | smsgist.token.layout=salted
					AES_256_CBC | UTF8           | SALTED                  | BASE64    | set smsgist.token.key to openssl-md5
					AES_256_CBC | UTF8           | IV_TAG_CIPHERTEXT       | BASE64    | set smsgist.token.layout to iv-ciphertext-tag
					AES_256_CBC | UTF8           | COLON_IV_TAG_CIPHERTEXT | HEX       | colon-iv-ciphertext-tag
					AES_256_CBC | BASE64         | LARAVEL                 | HEX       | set smsgist.token.encoding=base64
					AES_256_GCM | BASE64         | LARAVEL                 | BASE64URL | set smsgist.token.encoding=base64
					""")
	void aCombinationThatDoesNotExistIsRefusedWithThePropertyToChange(TokenCipher cipher, TokenKey key,
			TokenLayout layout, TokenEncoding encoding, String remedy) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TokenFormat(cipher, key, layout, encoding))
			.withMessageStartingWith("smsgist.token.")
			.withMessageContaining(remedy)
			.withMessageEndingWith(".");
	}

	@Test
	void candidatesAreAllFormatsWithTheDefaultFirst() throws IOException {
		List<TokenFormat> candidates = TokenFormat.candidates();
		// (GCM: 4 layouts × 3 encodings + Laravel) × 4 keys, (CBC: 2 × 3 + Laravel) × 4,
		// salted: 3 encodings × 3 passphrases
		assertThat(candidates).hasSize(13 * 4 + 7 * 4 + 9).doesNotHaveDuplicates().startsWith(TokenFormat.DEFAULT);
		assertThat(candidates).containsAll(TokenVector.all().stream().map(TokenVector::format).toList());
	}

	@ParameterizedTest
	@CsvSource({ "icvaLqHGl0rzdCJ63lXpYCQoOFk7goA9,UTF8",
			"cf0fe2fd565121d5fe263d1f760244be97da5c1e53644acaf60e0095a7d927ba,HEX",
			"CF0FE2FD565121D5FE263D1F760244BE97DA5C1E53644ACAF60E0095A7D927BA,HEX",
			"YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=,BASE64",
			"base64:YwPKp4dYON+JggY3Cm7n5vSTsgnF7rDYpDqkDgPgktA=,BASE64" })
	void candidatesForAKeyOfTheRightLengthBeginWithItsForm(String appSecretKey, TokenKey form) {
		List<TokenFormat> candidates = TokenFormat.candidates(appSecretKey);
		assertThat(candidates).first().extracting(TokenFormat::key).isEqualTo(form);
		assertThat(candidates).extracting(TokenFormat::key)
			.containsOnly(form, TokenKey.SHA256, TokenKey.OPENSSL_MD5, TokenKey.OPENSSL_SHA256,
					TokenKey.OPENSSL_PBKDF2);
	}

	@Test
	void candidatesForAnyOtherKeyDigestIt() {
		assertThat(TokenFormat.candidates("ask_live_short")).extracting(TokenFormat::key)
			.containsOnly(TokenKey.SHA256, TokenKey.OPENSSL_MD5, TokenKey.OPENSSL_SHA256, TokenKey.OPENSSL_PBKDF2);
		assertThat(TokenFormat.candidates("  ")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void theFormatOfEveryVectorIsAmongTheUsualCandidatesForItsKey(TokenVector vector) {
		assertThat(TokenFormat.candidates(vector.appSecretKey()).stream().limit(25)).contains(vector.format());
	}

	@Test
	void toPropertiesWritesTheValuesAsPropertiesAreWritten() {
		TokenFormat format = new TokenFormat(TokenCipher.AES_256_GCM, TokenKey.UTF8,
				TokenLayout.COLON_IV_TAG_CIPHERTEXT, TokenEncoding.HEX);
		assertThat(format.toProperties().lines()).containsExactly("smsgist.token.cipher=aes-256-gcm",
				"smsgist.token.key=utf8", "smsgist.token.layout=colon-iv-tag-ciphertext", "smsgist.token.encoding=hex");
	}

	static List<TokenVector> vectors() throws IOException {
		return TokenVector.all();
	}

}
