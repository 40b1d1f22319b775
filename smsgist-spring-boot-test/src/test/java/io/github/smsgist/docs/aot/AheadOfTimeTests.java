package io.github.smsgist.docs.aot;

import java.util.Arrays;
import java.util.stream.Stream;

import io.github.smsgist.SmsGistOperations;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Checks what {@code ahead-of-time.md} says.
 */
class AheadOfTimeTests {

	private static final String[] PLACEHOLDERS = { "smsgist.client-id=${CLIENT_ID:build}",
			"smsgist.client-secret=${CLIENT_SECRET:build}", "smsgist.app-secret-key=${APP_SECRET_KEY:build}" };

	@Test
	void credentialsOfTheBuildDecideWhetherThereAreTemplates() {
		assertThat(beansAtBuildTime()).doesNotContain("smsGistTemplate", "smsgistHealthIndicator",
				"smsGistCallMetrics");
		assertThat(beansAtBuildTime(PLACEHOLDERS)).contains("smsGistTemplate", "reactiveSmsGistTemplate",
				"smsgistHealthIndicator", "smsGistCallMetrics");
		assertThat(beansAtBuildTime(with("smsgist.enabled=false"))).doesNotContain("smsGistTemplate");
		assertThat(beansAtBuildTime(with("management.health.smsgist.enabled=false"))).contains("smsGistTemplate")
			.doesNotContain("smsgistHealthIndicator");
		assertThat(beansAtBuildTime("smsgist.sandbox.enabled=true")).contains("smsGistSandbox", "smsGistTemplate");
		assertThat(beansAtBuildTime("smsgist.webhook.secret=build")).contains("smsGistWebhookReceiver");
		assertThat(beansAtBuildTime(with("smsgist.token.find-format=true"))).contains("smsGistTokenFormatFinderRunner");
	}

	@Test
	void valuesOfTheBuildAreNoneToRunWith() {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run(PLACEHOLDERS))
			.havingRootCause()
			.withMessageContaining("smsgist.app-secret-key");
		try (ConfigurableApplicationContext context = run(with("smsgist.token.key=sha256"))) {
			assertThat(context.getBean(SmsGistOperations.class)).isNotNull();
		}
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	private static String[] with(String property) {
		return Stream.concat(Arrays.stream(PLACEHOLDERS), Stream.of(property)).toArray(String[]::new);
	}

	private static String[] beansAtBuildTime(String... properties) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Application.class);
			TestPropertyValues.of(properties).applyTo(context);
			context.refreshForAotProcessing(new RuntimeHints());
			return context.getBeanDefinitionNames();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
