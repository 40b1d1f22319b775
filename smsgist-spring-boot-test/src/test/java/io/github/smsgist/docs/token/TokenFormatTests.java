package io.github.smsgist.docs.token;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.token.TokenFormat;
import org.junit.jupiter.api.Test;

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
		assertThat(TokenFormat.candidates("k".repeat(32)).size()).isEqualTo(342);
	}

}
