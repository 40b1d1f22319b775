package io.github.smsgist.autoconfigure.sandbox;

import java.time.Duration;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.autoconfigure.NettyResources;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.sandbox.WebhookDelivery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SandboxWebhookConnector} in running applications.
 */
class SandboxWebhookConnectorTests {

	@ParameterizedTest
	@CsvSource({ "SERVLET,server.servlet.context-path=/shop", "SERVLET,server.servlet.context-path=/",
			"SERVLET,spring.mvc.servlet.path=/shop", "SERVLET,smsgist.webhook.path=/hook",
			"REACTIVE,spring.webflux.base-path=/shop", "REACTIVE,spring.webflux.base-path=/",
			"REACTIVE,smsgist.webhook.path=/hook" })
	void theSandboxDeliversToTheEndpointWhereverTheApplicationPutsIt(WebApplicationType type, String setting) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).web(type)
			.run("--" + setting, "--server.port=0", "--smsgist.sandbox.enabled=true",
					"--smsgist.sandbox.manual-clock=true", "--smsgist.webhook.secret=only-for-this-test")) {
			SmsGistSandbox sandbox = context.getBean(SmsGistSandbox.class);
			sandbox.webhooks().attempts(1, Duration.ZERO);
			context.getBean(SmsGistTemplate.class).sendSms("+233245972246", "Hello");
			sandbox.clock().advance(Duration.ofMinutes(1));
			assertThat(sandbox.webhooks().awaitIdle(Duration.ofSeconds(60))).isTrue();
			assertThat(sandbox.webhooks().deliveries()).extracting(WebhookDelivery::status)
				.isNotEmpty()
				.containsOnly(200);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(NettyResources.class)
	static class Application {

	}

}
