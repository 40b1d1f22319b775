package io.github.smsgist.docs.token;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.autoconfigure.SmsGistProperties;
import io.github.smsgist.docs.Documentation;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenCipher;
import io.github.smsgist.token.TokenFormat;
import org.junit.jupiter.api.Test;

import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the sample of {@code token-format.md}, and checks its numbers.
 */
class TokenFormatTests {

	@Test
	void ownEncryptor() {
		try (SmsGistSandbox sandbox = SmsGistSandbox.builder().tokenFormat(VendorTokens.FORMAT).start()) {
			SandboxCredentials credentials = sandbox.credentials();
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SmsGistAutoConfiguration.class))
				.withUserConfiguration(TokenConfiguration.class)
				.withPropertyValues("smsgist.base-url=" + sandbox.url(), "smsgist.client-id=" + credentials.clientId(),
						"smsgist.client-secret=" + credentials.clientSecret(),
						"smsgist.app-secret-key=" + credentials.appSecretKey())
				.run((context) -> assertThat(context.getBean(SmsGistOperations.class).getCreditBalance().currency())
					.isEqualTo("GHS"));
		}
	}

	@Test
	void numberOfCandidates() {
		assertThat(TokenFormat.candidates("k".repeat(32)).size()).isEqualTo(584);
	}

	@Test
	void namesStandForWhatTheTablesSay() throws Exception {
		List<String[]> rows = rows("`([a-z0-9-]+)` \\| `([^|]*\\(.*\\)|key)` \\|.*");
		assertThat(rows).extracting((row) -> row[0])
			.containsExactly("utf8", "hex", "base64", "sha256", "openssl-md5", "openssl-sha256", "openssl-pbkdf2",
					"openssl", "laravel", "laravel-gcm");
		for (String[] row : rows) {
			String token = new AesTokenEncryptor(format(row[0], row[0])).encrypt("secret", appSecretKey(row[0]));
			assertThat(new AesTokenEncryptor(format(row[0], row[1])).decrypt(token, appSecretKey(row[0])))
				.isEqualTo("secret");
		}
	}

	@Test
	void codeIsDescribedByFormatsThatExist() throws Exception {
		List<String[]> rows = rows(
				"((?:Go|Node|PHP|Laravel|CryptoJS|`openssl).*?) \\| ((?:`[a-z]+=[^`]*`(?:, )?)+) \\|");
		assertThat(rows).hasSize(10);
		for (String[] row : rows) {
			SmsGistProperties.Token token = new SmsGistProperties.Token();
			Matcher property = Pattern.compile("`([a-z]+)=([^`]*)`").matcher(row[1]);
			while (property.find()) {
				PropertyAccessorFactory.forBeanPropertyAccess(token)
					.setPropertyValue(property.group(1),
							property.group(1).equals("cipher")
									? TokenCipher.valueOf(property.group(2).replace('-', '_').toUpperCase(Locale.ROOT))
									: property.group(2));
			}
			assertThat(token.toFormat()).as(row[0]).isNotEqualTo(TokenFormat.DEFAULT);
		}
	}

	private static TokenFormat format(String name, String definition) {
		return switch (name) {
			case "openssl" -> new TokenFormat(TokenCipher.AES_256_CBC, "openssl-md5", "derived", definition);
			case "laravel" -> new TokenFormat(TokenCipher.AES_256_CBC, "base64", "random", definition);
			case "laravel-gcm" -> new TokenFormat(TokenCipher.AES_256_GCM, "base64", "random", definition);
			default -> new TokenFormat(TokenCipher.AES_256_GCM, definition, "random",
					name.startsWith("openssl") ? "hex(salt + iv + ciphertext + tag)" : "hex(iv + ciphertext + tag)");
		};
	}

	private static String appSecretKey(String name) {
		return switch (name) {
			case "hex" -> "0f".repeat(32);
			case "base64", "laravel", "laravel-gcm" -> "base64:" + Base64.getEncoder().encodeToString(new byte[32]);
			default -> "k".repeat(32);
		};
	}

	private static List<String[]> rows(String pattern) throws IOException {
		Pattern row = Pattern.compile("\\| " + pattern);
		return Files.readAllLines(Documentation.page("token-format.md"))
			.stream()
			.map(row::matcher)
			.filter(Matcher::matches)
			.map((matcher) -> new String[] { matcher.group(1), matcher.group(2) })
			.toList();
	}

}
