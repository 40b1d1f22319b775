package io.github.smsgist.docs.spring;

import java.net.ServerSocket;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs the samples of {@code docs/spring.md} that need Spring Boot.
 */
class SpringSamplesTests {

	private final SmsGistSandbox sandbox = SmsGistSandbox.start();

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void requestsGoThroughTheProxy() throws Exception {
		try (LoopbackProxy proxy = new LoopbackProxy()) {
			runner(proxy, this.sandbox.url().toString()).run((context) -> {
				context.getBean(SmsGistOperations.class).sendSms("+233245972246", "Hello");
				assertThat(proxy.tunnels()).containsExactly(this.sandbox.url().getAuthority());
			});
		}
		assertThat(this.sandbox.messageCount()).isOne();
	}

	/**
	 * What a connector of one's own would lose.
	 */
	@Test
	void theReadTimeoutStaysWithTheProxy() throws Exception {
		try (LoopbackProxy proxy = new LoopbackProxy(); ServerSocket silent = new ServerSocket(0)) {
			runner(proxy, "http://localhost:" + silent.getLocalPort())
				.withPropertyValues("smsgist.http.read-timeout=200ms", "smsgist.retry.enabled=false")
				.run((context) -> assertThatExceptionOfType(SmsGistTransportException.class)
					.isThrownBy(() -> context.getBean(SmsGistOperations.class).sendSms("+233245972246", "Hello"))
					.withMessageContaining("did not come in time"));
			assertThat(proxy.tunnels()).hasSize(1);
		}
	}

	private ApplicationContextRunner runner(LoopbackProxy proxy, String url) {
		SandboxCredentials credentials = this.sandbox.credentials();
		return new ApplicationContextRunner().withUserConfiguration(Application.class, ProxyConfiguration.class)
			.withPropertyValues("proxy.host=localhost", "proxy.port=" + proxy.port(), "smsgist.base-url=" + url,
					"smsgist.client-id=" + credentials.clientId(),
					"smsgist.client-secret=" + credentials.clientSecret(),
					"smsgist.app-secret-key=" + credentials.appSecretKey(), "smsgist.http.pool.enabled=true");
	}

	@EnableAutoConfiguration
	static class Application {

	}

}
