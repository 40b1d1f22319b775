package io.github.smsgist.autoconfigure.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.webhook.InMemoryWebhookDeliveries;
import io.github.smsgist.webhook.WebhookDeliveries;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import io.github.smsgist.webhook.WebhookReceiver;
import io.github.smsgist.webhook.WebhookSignatureVerifier;
import io.github.smsgist.webhook.WebhookSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SmsGistWebhookAutoConfiguration}.
 */
class SmsGistWebhookAutoConfigurationTests {

	private static final String SECRET = "smsgist.webhook.secret=whsec_private";

	private static final String ROUTE = "smsGistWebhookRouterFunction";

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations
		.of(SmsGistWebhookAutoConfiguration.class);

	private final WebApplicationContextRunner servletRunner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final ReactiveWebApplicationContextRunner reactiveRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@ParameterizedTest
	@ValueSource(strings = { "smsgist.webhook.secret", "smsgist.webhook.additional-secrets[0]" })
	void secretsWithInvisibleCharactersAreRefused(String property) {
		this.servletRunner.withPropertyValues("smsgist.webhook.secret=whsec_hush", property + "=whsec_hush\u200b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining(property)
				.hasMessageContaining("copied along")
				.hasMessageNotContaining("whsec_hush"));
	}

	@Test
	void thereIsOneEndpointOfTheStackOfTheApplication() {
		this.servletRunner.withPropertyValues(SECRET)
			.run((context) -> assertThat(context)
				.hasSingleBean(org.springframework.web.servlet.function.RouterFunction.class)
				.doesNotHaveBean(org.springframework.web.reactive.function.server.RouterFunction.class));
		this.reactiveRunner.withPropertyValues(SECRET)
			.run((context) -> assertThat(context)
				.hasSingleBean(org.springframework.web.reactive.function.server.RouterFunction.class)
				.doesNotHaveBean(org.springframework.web.servlet.function.RouterFunction.class));
	}

	@Test
	void theOtherStackNeedNotBeThere() {
		this.servletRunner.withPropertyValues(SECRET)
			.withClassLoader(new FilteredClassLoader(DispatcherHandler.class))
			.run((context) -> assertThat(context).hasBean(ROUTE));
		this.reactiveRunner.withPropertyValues(SECRET)
			.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet", "jakarta.servlet"))
			.run((context) -> assertThat(context).hasBean(ROUTE));
	}

	@Test
	void withoutAWebFrameworkThereIsAReceiverAndNoEndpoint() {
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).hasSingleBean(WebhookReceiver.class).doesNotHaveBean(ROUTE));
		this.servletRunner.withPropertyValues(SECRET)
			.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
			.run((context) -> assertThat(context).hasSingleBean(WebhookReceiver.class).doesNotHaveBean(ROUTE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "unrelated=1", "smsgist.webhook.secret=", "smsgist.webhook.secret=  ",
			"smsgist.webhook.additional-secrets=only-this" })
	void thereIsNothingWithoutASecret(String property) {
		this.servletRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ROUTE)
				.doesNotHaveBean(WebhookReceiver.class));
		this.reactiveRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ROUTE)
				.doesNotHaveBean(WebhookReceiver.class));
	}

	@Test
	void thereIsNothingWhenSmsGistIsDisabled() {
		this.servletRunner.withPropertyValues(SECRET, "smsgist.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ROUTE).doesNotHaveBean(WebhookReceiver.class));
		this.reactiveRunner.withPropertyValues(SECRET, "smsgist.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ROUTE).doesNotHaveBean(WebhookReceiver.class));
	}

	@ParameterizedTest
	@MethodSource("backOffs")
	<T> void aBeanOfTheApplicationTakesThePlaceOfOurs(Class<T> type, T bean) {
		this.servletRunner.withPropertyValues(SECRET).withBean("ofTheApplication", type, () -> bean).run((context) -> {
			assertThat(context).hasNotFailed().hasBean(ROUTE);
			assertThat(context.getBean(type)).isSameAs(bean);
		});
	}

	static Stream<Arguments> backOffs() {
		WebhookSignatureVerifier verifier = new WebhookSignatureVerifier(List.of("theirs"));
		WebhookDeliveries deliveries = new InMemoryWebhookDeliveries();
		return Stream.of(Arguments.of(WebhookSignatureVerifier.class, verifier),
				Arguments.of(WebhookDeliveries.class, deliveries),
				Arguments.of(WebhookReceiver.class, new WebhookReceiver(verifier, deliveries)));
	}

	@Test
	void theReceiverIsMadeOfTheBeansOfTheApplication() {
		WebhookDeliveries deliveries = mock(WebhookDeliveries.class);
		given(deliveries.handleOnce(anyString(), any(Runnable.class))).willReturn(WebhookOutcome.BUSY);
		this.servletRunner.withPropertyValues(SECRET)
			.withBean(WebhookSignatureVerifier.class, () -> new WebhookSignatureVerifier(List.of("theirs")))
			.withBean(WebhookDeliveries.class, () -> deliveries)
			.run((context) -> assertThat(receive(context, Instant.now(), "theirs", "m"))
				.isEqualTo(WebhookOutcome.BUSY));
	}

	@Test
	void theEndpointBacksOffToABeanOfTheSameName() {
		this.servletRunner.withPropertyValues(SECRET)
			.withBean(ROUTE, String.class, () -> "theirs")
			.run((context) -> assertThat(context.getBean(ROUTE)).isEqualTo("theirs"));
		this.reactiveRunner.withPropertyValues(SECRET)
			.withBean(ROUTE, String.class, () -> "theirs")
			.run((context) -> assertThat(context.getBean(ROUTE)).isEqualTo("theirs"));
	}

	@Test
	void toleranceAndRememberedDeliveriesCanBeSet() {
		this.servletRunner
			.withPropertyValues(SECRET, "smsgist.webhook.tolerance=1h", "smsgist.webhook.remembered-deliveries=1")
			.run((context) -> {
				Instant first = Instant.now().minus(Duration.ofMinutes(50));
				assertThat(receive(context, first, "whsec_private", "a")).isEqualTo(WebhookOutcome.HANDLED);
				assertThat(receive(context, first, "whsec_private", "a")).isEqualTo(WebhookOutcome.REPEATED);
				assertThat(receive(context, first, "whsec_private", "b")).isEqualTo(WebhookOutcome.HANDLED);
				assertThat(receive(context, first, "whsec_private", "a")).isEqualTo(WebhookOutcome.HANDLED);
			});
	}

	@Test
	void theExecutorOfTheApplicationDoesNotBackOff() {
		this.servletRunner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withPropertyValues(SECRET)
			.run((context) -> assertThat(context).getBean(Executor.class)
				.isSameAs(context.getBean("applicationTaskExecutor")));
	}

	@Test
	void secretsAreSanitizedWhereverTheyStand() {
		this.servletRunner.withConfiguration(AutoConfigurations.of(SmsGistAutoConfiguration.class))
			.withPropertyValues("WEBHOOK_SECRET=whsec_private", "OLD_SECRET=whsec_older",
					"smsgist.webhook.secret=${WEBHOOK_SECRET}", "smsgist.webhook.additional-secrets[0]=${OLD_SECRET}")
			.run((context) -> {
				SanitizingFunction function = context.getBean(SanitizingFunction.class);
				for (String value : List.of("whsec_private", "whsec_older", "java -Dsecret=whsec_private")) {
					assertThat(function.apply(new SanitizableData(null, "SOME_VARIABLE", value)).getValue())
						.isEqualTo(SanitizableData.SANITIZED_VALUE);
				}
				for (String value : List.of("", "harmless")) {
					assertThat(function.apply(new SanitizableData(null, "SOME_VARIABLE", value)).getValue())
						.isEqualTo(value);
				}
			});
	}

	@Test
	void withSeveralClocksNoneIsTaken() {
		this.servletRunner.withPropertyValues(SECRET)
			.withUserConfiguration(TwoClocks.class)
			.run((context) -> assertThat(receive(context, Instant.now(), "whsec_private", "m"))
				.isEqualTo(WebhookOutcome.HANDLED));
	}

	@ParameterizedTest
	@CsvSource({ "path, smsgist", "path, /", "path, /smsgist/", "path, //smsgist", "path, /smsgist/{id}",
			"path, /smsgist/**", "path, /smsgist/?", "path, /smsgist webhook", "path, /smsgist;a=b", "path, /a%20b",
			"path, https://example.com/smsgist", "max-body-size, 0B", "max-body-size, -1B", "max-body-size, 2GB",
			"tolerance, 0s", "tolerance, -5m", "remembered-deliveries, 0", "remember-for, 10m", "listener-threads, 0",
			"queue-capacity, -1" })
	void aPropertyThatCannotBeUsedIsNamed(String name, String value) {
		String[] properties = { SECRET, "smsgist.webhook." + name + "=" + value };
		this.servletRunner.withPropertyValues(properties)
			.run((context) -> assertNamed(context.getStartupFailure(), name));
		this.reactiveRunner.withPropertyValues(properties)
			.run((context) -> assertNamed(context.getStartupFailure(), name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/w", "/smsgist/webhook", "/a-b/c_d/~e.f/1" })
	void aPlainPathIsAccepted(String path) {
		this.servletRunner.withPropertyValues(SECRET, "smsgist.webhook.path=" + path)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static void assertNamed(Throwable failure, String name) {
		assertThat(failure).rootCause()
			.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class,
					(ex) -> assertThat(ex.getName()).isEqualTo("smsgist.webhook." + name));
		assertThat(failure).hasStackTraceContaining("smsgist.webhook." + name);
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			assertThat(cause.toString()).doesNotContain("whsec_private");
		}
	}

	private static WebhookOutcome receive(ApplicationContext context, Instant instant, String secret,
			String messageId) {
		byte[] body = "{\"event\":\"message.sent\",\"message_id\":\"%s\"}".formatted(messageId)
			.getBytes(StandardCharsets.UTF_8);
		String timestamp = Long.toString(instant.getEpochSecond());
		return context.getBean(WebhookReceiver.class)
			.receive(timestamp, new WebhookSigner(secret).sign(timestamp, body), body, (event) -> {
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoClocks {

		@Bean
		Clock first() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

		@Bean
		Clock second() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

	}

}
