package io.github.smsgist.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SmsGistAutoConfiguration}.
 */
class SmsGistAutoConfigurationTests {

	private static final String[] NOBODY_LISTENS = { "smsgist.base-url=http://localhost:1",
			"smsgist.retry.enabled=false" };

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(StubbedSmsGist.autoConfigurations())
		.withPropertyValues(StubbedSmsGist.CREDENTIALS);

	static Stream<AbstractApplicationContextRunner<?, ?, ?>> everyKindOfApplication() {
		return Stream.of(new ApplicationContextRunner(), new WebApplicationContextRunner(),
				new ReactiveWebApplicationContextRunner());
	}

	@ParameterizedTest
	@MethodSource("everyKindOfApplication")
	void suppliesEverythingWithCredentials(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.withConfiguration(StubbedSmsGist.autoConfigurations())
			.withPropertyValues(StubbedSmsGist.CREDENTIALS)
			.run((context) -> assertThat((ApplicationContextAssertProvider<?>) context).hasNotFailed()
				.hasSingleBean(SmsGistTemplate.class)
				.hasSingleBean(ReactiveSmsGistTemplate.class)
				.hasSingleBean(SmsGistTemplateBuilder.class)
				.hasSingleBean(SmsGistConnectionDetails.class)
				.hasSingleBean(AesTokenEncryptor.class)
				.hasSingleBean(CreditBalanceCache.class)
				.hasSingleBean(SmsGistSanitizingFunction.class)
				.doesNotHaveBean(TokenFormatFinderRunner.class));
	}

	@ParameterizedTest
	@MethodSource("everyKindOfApplication")
	void startsWithoutCredentialsAndWithoutTemplates(AbstractApplicationContextRunner<?, ?, ?> runner) {
		runner.withConfiguration(StubbedSmsGist.autoConfigurations())
			.run((context) -> assertThat((ApplicationContextAssertProvider<?>) context).hasNotFailed()
				.hasSingleBean(SmsGistProperties.class)
				.doesNotHaveBean(SmsGistConnectionDetails.class)
				.doesNotHaveBean(SmsGistOperations.class)
				.doesNotHaveBean(ReactiveSmsGistOperations.class)
				.doesNotHaveBean(SmsGistTemplateBuilder.class)
				.doesNotHaveBean(CreditBalanceCache.class)
				.doesNotHaveBean(StartupLog.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "smsgist.client-id", "smsgist.client-secret", "smsgist.app-secret-key" })
	void takesABlankCredentialAsMissing(String property) {
		this.contextRunner.withPropertyValues(property + "=  ")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistOperations.class));
	}

	@Test
	void keepsDefaultsWhereSettingsAreBlankAsUnsetVariablesLeaveThem() {
		this.contextRunner
			.withPropertyValues("smsgist.base-url=", "smsgist.token.cipher=", "smsgist.token.text=",
					"smsgist.retry.max-duration=", "smsgist.http.read-timeout=", "smsgist.http.redirects=")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(SmsGistConnectionDetails.class).toConnection().baseUrl())
					.isEqualTo(SmsGistConnection.DEFAULT_BASE_URL);
			});
	}

	@Test
	void readsCredentialsFromHoweverTheyAreSpelled() {
		new ApplicationContextRunner().withConfiguration(StubbedSmsGist.autoConfigurations())
			.withPropertyValues("smsgist.clientId=a", "smsgist.client_secret=b",
					"smsgist.APP-SECRET-KEY=" + StubbedSmsGist.APP_SECRET_KEY)
			.withInitializer((context) -> ConfigurationPropertySources.attach(context.getEnvironment()))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SmsGistTemplate.class));
	}

	@Test
	void callsThatWaitFailWhenTheApplicationStops() {
		StubbedSmsGist.reset()
			.stubFor(StubbedSmsGist.sms().willReturn(StubbedSmsGist.error(429).withHeader("Retry-After", "3600")));
		List<Throwable> failures = new CopyOnWriteArrayList<>();
		AtomicReference<ClientStatus> client = new AtomicReference<>();
		this.contextRunner.withBean(CallListener.class, () -> new CallListener() {

			@Override
			public void started(ClientStatus started) {
				client.set(started);
			}

		})
			.withPropertyValues(StubbedSmsGist.properties())
			.withPropertyValues("smsgist.retry.enabled=true", "smsgist.retry.max-duration=2h")
			.run((context) -> {
				ReactiveSmsGistTemplate template = context.getBean(ReactiveSmsGistTemplate.class);
				template.sendSms("+233245972246", "Hello").doOnError(failures::add).onErrorComplete().subscribe();
				await().until(() -> client.get().waitingCalls() == 1);
				template.sendSms("+233245972246", "Hello").doOnError(failures::add).onErrorComplete().subscribe();
				await().until(() -> client.get().waitingCalls() == 2);
				assertThat(failures).isEmpty();
			});
		assertThat(failures).hasSize(2)
			.allSatisfy((failure) -> assertThat((SmsGistException) failure).returns(Outcome.NOT_PROCESSED,
					SmsGistException::getOutcome))
			.anySatisfy((failure) -> assertThat(failure).hasMessageContaining("the client has been closed"))
			.anySatisfy((failure) -> assertThat(failure).isInstanceOf(SmsGistRateLimitException.class));
	}

	@Test
	void removesEverythingWhenDisabled() {
		this.contextRunner.withPropertyValues("smsgist.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanDefinitionNames())
				.filteredOn((name) -> !name.equals(NettyResources.class.getName()))
				.noneMatch((name) -> name.toLowerCase().contains("smsgist"));
		});
	}

	@Test
	void backsOffWithoutWebClient() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistAutoConfiguration.class));
	}

	@Test
	void worksWithoutActuatorAndHealth() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader(SanitizingFunction.class, ReactiveHealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SmsGistTemplate.class)
				.doesNotHaveBean("smsGistSanitizingFunction"));
	}

	@Test
	void worksWithoutWhatSpringBootConfiguresAround() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SmsGistAutoConfiguration.class))
			.withPropertyValues(StubbedSmsGist.CREDENTIALS)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SmsGistTemplate.class));
	}

	@Test
	void worksWhereTheApplicationHasSeveralWebClientBuilders() {
		this.contextRunner.withBean("loadBalanced", WebClient.Builder.class, WebClient::builder)
			.withBean("plain", WebClient.Builder.class, WebClient::builder)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(SmsGistTemplate.class));
	}

	@ParameterizedTest
	@MethodSource
	<T> void backsOffToTheApplications(Class<T> type, Supplier<T> bean, String ours) {
		this.contextRunner.withBean("theirs", type, bean)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("theirs")
				.hasSingleBean(type)
				.doesNotHaveBean(ours));
	}

	static Stream<Arguments> backsOffToTheApplications() {
		return Stream.of(
				Arguments.of(SmsGistOperations.class, (Supplier<?>) () -> mock(SmsGistOperations.class),
						"smsGistTemplate"),
				Arguments.of(ReactiveSmsGistOperations.class, (Supplier<?>) () -> mock(ReactiveSmsGistOperations.class),
						"reactiveSmsGistTemplate"),
				Arguments.of(TokenEncryptor.class, (Supplier<?>) () -> (TokenEncryptor) (secret, key) -> "token",
						"smsGistTokenEncryptor"),
				Arguments.of(SmsGistConnectionDetails.class, (Supplier<?>) OtherConnectionDetails::new,
						"smsGistConnectionDetails"),
				Arguments.of(SmsGistTemplateBuilder.class, (Supplier<?>) SmsGistAutoConfigurationTests::builder,
						"smsGistTemplateBuilder"),
				Arguments.of(CreditBalanceCache.class, (Supplier<?>) () -> mock(CreditBalanceCache.class),
						"smsGistCreditBalanceCache"));
	}

	@Test
	void blockingTemplateUsesTheApplicationsReactiveOne() {
		ReactiveSmsGistOperations theirs = mock(ReactiveSmsGistOperations.class);
		this.contextRunner.withBean(ReactiveSmsGistOperations.class, () -> theirs)
			.run((context) -> assertThat(context.getBean(SmsGistTemplate.class)).extracting("reactive")
				.isSameAs(theirs));
	}

	@Test
	void keepsItsTemplateBesideASecondOneOfTheApplications() {
		this.contextRunner.withUserConfiguration(SecondClient.class).run((context) -> {
			assertThat(context).hasNotFailed().getBeans(SmsGistTemplate.class).hasSize(2);
			assertThat(context.getBean(SmsGistOperations.class)).isSameAs(context.getBean("smsGistTemplate"));
		});
	}

	@Test
	void connectionDetailsBeanStandsInForTheProperties() {
		new ApplicationContextRunner().withConfiguration(StubbedSmsGist.autoConfigurations())
			.withBean(SmsGistConnectionDetails.class, OtherConnectionDetails::new)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SmsGistTemplate.class)
				.doesNotHaveBean(PropertiesSmsGistConnectionDetails.class));
	}

	@Test
	void makesTheHttpClientForTheFirstRequest() {
		AtomicInteger made = new AtomicInteger();
		this.contextRunner.withPropertyValues(NOBODY_LISTENS).withBean(WebClient.Builder.class, () -> {
			made.incrementAndGet();
			return WebClient.builder();
		}, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)).run((context) -> {
			assertThat(made).hasValue(0);
			SmsGistTemplate template = context.getBean(SmsGistTemplate.class);
			assertThatExceptionOfType(SmsGistException.class).isThrownBy(template::getCreditBalance);
			assertThatExceptionOfType(SmsGistException.class).isThrownBy(template::getCreditBalance);
			assertThat(made).hasValue(1);
		});
	}

	/**
	 * What the first request asks the context for must not wait for the thread that
	 * starts it, which may be waiting for the request.
	 */
	@Test
	void firstRequestMayBeMadeByAnotherThreadWhileTheApplicationStarts() {
		this.contextRunner.withPropertyValues(NOBODY_LISTENS)
			.withUserConfiguration(AsksForTheBalanceAtStart.class)
			.run((context) -> assertThat(context.getBean(AsksForTheBalanceAtStart.class).failure)
				.isInstanceOf(SmsGistTransportException.class));
	}

	/**
	 * So that what is wrong with it shows before anything is sent.
	 */
	@Test
	void makesTheHttpClientAtStartWhereTheApplicationHasSetSomethingOfIt() {
		this.contextRunner.withBean(SmsGistWebClientBuilderCustomizer.class, () -> (builder) -> {
			throw new IllegalStateException("from the customizer");
		}).run((context) -> assertThat(context).getFailure().rootCause().hasMessage("from the customizer"));
	}

	@Test
	void httpClientThatCannotBeMadeIsKnownNotToHaveSent() {
		this.contextRunner.withPropertyValues(NOBODY_LISTENS).withBean(WebClient.Builder.class, () -> {
			throw new IllegalStateException("from the application");
		}, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)).run((context) -> {
			SmsGistTemplate template = context.getBean(SmsGistTemplate.class);
			assertThatExceptionOfType(SmsGistTransportException.class)
				.isThrownBy(() -> template.sendSms("+233245972246", "Hello"))
				.satisfies((failure) -> assertThat(failure.isOutcomeUnknown()).isFalse())
				.havingRootCause()
				.withMessage("from the application");
		});
	}

	@Test
	void appliesCustomizersInTheirOrder() {
		this.contextRunner.withUserConfiguration(Customizers.class)
			.withBean(RetryRegistry.class, RetryRegistry::ofDefaults)
			.withBean(RateLimiterRegistry.class, RateLimiterRegistry::ofDefaults)
			.run((context) -> {
				assertThat(context.getBean(Customizers.class).applied).containsExactly("web 1", "web 2", "retry 1",
						"retry 2", "limiter 1", "limiter 2");
				assertThat(context.getBean(RetryRegistry.class).retry("smsgist").getRetryConfig().getMaxAttempts())
					.isEqualTo(7);
				assertThat(context.getBean(RateLimiterRegistry.class)
					.rateLimiter("smsgist")
					.getRateLimiterConfig()
					.getLimitForPeriod()).isEqualTo(9);
			});
	}

	@Test
	void connectionIsMadeAnewOnlyWhenAPropertyChanged() {
		this.contextRunner.run((context) -> {
			SmsGistConnectionDetails details = context.getBean(SmsGistConnectionDetails.class);
			SmsGistConnection before = details.toConnection();
			assertThat(details.toConnection()).isSameAs(before);
			SmsGistProperties properties = context.getBean(SmsGistProperties.class);
			for (Function<SmsGistConnection, String> changed : change(properties)) {
				SmsGistConnection after = details.toConnection();
				assertThat(changed.apply(after)).isNotEqualTo(changed.apply(before));
				assertThat(details.toConnection()).isSameAs(after);
			}
		});
	}

	private static Iterable<Function<SmsGistConnection, String>> change(SmsGistProperties properties) {
		Map<Runnable, Function<SmsGistConnection, String>> changes = new LinkedHashMap<>();
		changes.put(() -> properties.setClientId("other"), SmsGistConnection::clientId);
		changes.put(() -> properties.setClientSecret("other"), SmsGistConnection::clientSecret);
		changes.put(() -> properties.setAppSecretKey("other"), SmsGistConnection::appSecretKey);
		changes.put(() -> properties.setBaseUrl(URI.create("https://other.example.com")),
				(connection) -> connection.baseUrl().toString());
		return () -> changes.entrySet().stream().map((change) -> {
			change.getKey().run();
			return change.getValue();
		}).iterator();
	}

	private static SmsGistTemplateBuilder builder() {
		return SmsGistTemplateBuilder.create(WebClient.builder())
			.connection(new OtherConnectionDetails().toConnection());
	}

	static class OtherConnectionDetails implements SmsGistConnectionDetails {

		@Override
		public String getClientId() {
			return "other";
		}

		@Override
		public String getClientSecret() {
			return "other";
		}

		@Override
		public String getAppSecretKey() {
			return StubbedSmsGist.APP_SECRET_KEY;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondClient {

		@Bean(defaultCandidate = false)
		SmsGistTemplate marketing(SmsGistTemplateBuilder builder) {
			return builder.name("marketing")
				.connection(new OtherConnectionDetails().toConnection())
				.tokenFormat(TokenFormat.DEFAULT)
				.build();
		}

	}

	static class AsksForTheBalanceAtStart {

		private @Nullable Throwable failure;

		AsksForTheBalanceAtStart(SmsGistOperations operations) throws InterruptedException, TimeoutException {
			try {
				CompletableFuture.supplyAsync(operations::getCreditBalance).get(30, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				this.failure = ex.getCause();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		final List<String> applied = new ArrayList<>();

		@Bean
		@Order(2)
		SmsGistRetryConfigCustomizer secondRetry() {
			return (builder) -> {
				this.applied.add("retry 2");
				builder.maxAttempts(7);
			};
		}

		@Bean
		@Order(1)
		SmsGistRetryConfigCustomizer firstRetry() {
			return (builder) -> {
				this.applied.add("retry 1");
				builder.maxAttempts(6);
			};
		}

		@Bean
		@Order(2)
		SmsGistRateLimiterConfigCustomizer secondLimiter() {
			return (builder) -> {
				this.applied.add("limiter 2");
				builder.limitForPeriod(9);
			};
		}

		@Bean
		@Order(1)
		SmsGistRateLimiterConfigCustomizer firstLimiter() {
			return (builder) -> {
				this.applied.add("limiter 1");
				builder.limitForPeriod(8);
			};
		}

		@Bean
		@Order(2)
		SmsGistWebClientBuilderCustomizer secondWeb() {
			return (builder) -> this.applied.add("web 2");
		}

		@Bean
		@Order(1)
		SmsGistWebClientBuilderCustomizer firstWeb() {
			return (builder) -> this.applied.add("web 1");
		}

	}

}
