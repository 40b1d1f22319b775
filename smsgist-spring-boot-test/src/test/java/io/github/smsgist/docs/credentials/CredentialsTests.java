package io.github.smsgist.docs.credentials;

import java.util.Map;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs the samples of {@code several-credentials.md}.
 */
class CredentialsTests {

	private static final SandboxCredentials OTHER = new SandboxCredentials("other-client", "other-secret",
			"another-app-secret-key-32-bytes!");

	private final SmsGistSandbox first = SmsGistSandbox.start();

	private final SmsGistSandbox second = SmsGistSandbox.builder().credentials(OTHER).start();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SmsGistAutoConfiguration.class));

	@AfterEach
	void close() {
		this.first.close();
		this.second.close();
	}

	@Test
	void twoClientsInOneApplication() {
		this.contextRunner.withUserConfiguration(MarketingConfiguration.class, Newsletter.class)
			.withPropertyValues(properties("smsgist", this.first))
			.withPropertyValues(properties("marketing", this.second))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBean(Newsletter.class).publish("+233245972246", "+233201234567");
				assertThat(this.first).hasSentSmsTo("+233201234567").hasSentExactly(1);
				assertThat(this.second).hasSentSmsTo("+233245972246").hasSentExactly(1);
			});
	}

	@Test
	void credentialsThatChange() {
		RotatingConnectionDetails details = new RotatingConnectionDetails(connection(OTHER));
		this.contextRunner.withBean(SmsGistConnectionDetails.class, () -> details).run((context) -> {
			SmsGistOperations smsGist = context.getBean(SmsGistOperations.class);
			assertThatExceptionOfType(SmsGistAuthenticationException.class).isThrownBy(smsGist::getCreditBalance);
			details.rotate(connection(this.first.credentials()));
			assertThat(smsGist.getCreditBalance().currency()).isEqualTo("GHS");
		});
	}

	private SmsGistConnection connection(SandboxCredentials credentials) {
		return new SmsGistConnection(this.first.url(), credentials.clientId(), credentials.clientSecret(),
				credentials.appSecretKey());
	}

	private static String[] properties(String prefix, SmsGistSandbox sandbox) {
		SandboxCredentials credentials = sandbox.credentials();
		return Map
			.of("base-url", sandbox.url(), "client-id", credentials.clientId(), "client-secret",
					credentials.clientSecret(), "app-secret-key", credentials.appSecretKey())
			.entrySet()
			.stream()
			.map((property) -> prefix + "." + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

}
