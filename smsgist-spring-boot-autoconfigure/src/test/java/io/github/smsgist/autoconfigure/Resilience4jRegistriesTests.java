package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistServerException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the Resilience4j registries of an application, in which ours is one instance
 * among others.
 */
class Resilience4jRegistriesTests {

	private static final String NUMBER = "+233245972246";

	private final WireMockServer service = StubbedSmsGist.reset();

	private final RetryRegistry retries = RetryRegistry.ofDefaults();

	private final RateLimiterRegistry rateLimiters = RateLimiterRegistry.ofDefaults();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(StubbedSmsGist.autoConfigurations())
		.withBean(RetryRegistry.class, () -> this.retries)
		.withBean(RateLimiterRegistry.class, () -> this.rateLimiters)
		.withPropertyValues(StubbedSmsGist.properties());

	@Test
	void instancesLiveInTheApplicationsRegistries() {
		this.service.stubFor(StubbedSmsGist.sms());
		this.contextRunner
			.withPropertyValues("smsgist.retry.enabled=true", "smsgist.retry.max-attempts=3",
					"smsgist.rate-limiter.limit-for-period=20")
			.run((context) -> {
				context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello");
				assertThat(this.retries.find("smsgist")).hasValueSatisfying((retry) -> {
					assertThat(retry.getRetryConfig().getMaxAttempts()).isEqualTo(3);
					assertThat(retry.getMetrics().getNumberOfSuccessfulCallsWithoutRetryAttempt()).isOne();
				});
				assertThat(this.rateLimiters.find("smsgist"))
					.hasValueSatisfying((limiter) -> assertThat(limiter.getRateLimiterConfig().getLimitRefreshPeriod())
						.isEqualTo(Duration.ofMillis(50)));
			});
	}

	@Test
	void aPreconfiguredRetryIsRespectedAndTheServicesWishTooAndMore() {
		this.retries.retry("smsgist", RetryConfig.custom().maxAttempts(2).waitDuration(Duration.ofMillis(1)).build());
		this.service.stubFor(StubbedSmsGist.sms()
			.inScenario("busy")
			.whenScenarioStateIs(Scenario.STARTED)
			.willReturn(StubbedSmsGist.error(429).withHeader("Retry-After", "1"))
			.willSetStateTo("free"));
		this.service.stubFor(StubbedSmsGist.sms().inScenario("busy").whenScenarioStateIs("free"));
		this.contextRunner.run((context) -> {
			SmsGistOperations operations = context.getBean(SmsGistOperations.class);
			operations.sendSms(NUMBER, "Hello");
			List<Long> times = this.service.getAllServeEvents()
				.stream()
				.map((event) -> event.getRequest().getLoggedDate().getTime())
				.sorted()
				.toList();
			assertThat(times).hasSize(2);
			assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(1000);
			this.service.resetAll();
			this.service.stubFor(StubbedSmsGist.sms().willReturn(StubbedSmsGist.error(503)));
			assertThatExceptionOfType(SmsGistServerException.class)
				.isThrownBy(() -> operations.sendSms(NUMBER, "Hello"))
				.satisfies((failure) -> assertThat(failure.getAttempts()).isEqualTo(2));
			assertThat(this.service.getAllServeEvents()).hasSize(2);
			assertThat(this.retries.retry("smsgist").getMetrics().getNumberOfFailedCallsWithRetryAttempt()).isOne();
		});
	}

	@Test
	void aPreconfiguredRateLimiterIsUsed() {
		this.rateLimiters.rateLimiter("smsgist",
				RateLimiterConfig.custom()
					.limitForPeriod(1)
					.limitRefreshPeriod(Duration.ofHours(1))
					.timeoutDuration(Duration.ZERO)
					.build());
		this.service.stubFor(StubbedSmsGist.sms());
		this.contextRunner.run((context) -> {
			SmsGistOperations operations = context.getBean(SmsGistOperations.class);
			operations.sendSms(NUMBER, "Hello");
			assertThatExceptionOfType(SmsGistRateLimitException.class)
				.isThrownBy(() -> operations.sendSms(NUMBER, "Hello"));
			assertThat(this.service.getAllServeEvents()).hasSize(1);
		});
	}

	@Test
	void worksWithResilience4jsOwnAutoConfiguration() {
		this.service.stubFor(StubbedSmsGist.sms().willReturn(StubbedSmsGist.error(500)));
		String[] arguments = Stream
			.concat(Stream.of(StubbedSmsGist.properties()),
					Stream.of("resilience4j.retry.instances.smsgist.max-attempts=2",
							"resilience4j.retry.instances.smsgist.wait-duration=1ms"))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run(arguments)) {
			assertThatExceptionOfType(SmsGistServerException.class)
				.isThrownBy(() -> context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello"))
				.satisfies((failure) -> assertThat(failure.getAttempts()).isEqualTo(2));
			assertThat(context.getBean(RateLimiterRegistry.class).find("smsgist")).isPresent();
		}
		assertThat(this.service.getAllServeEvents()).hasSize(2)
			.extracting(ServeEvent::getResponse)
			.extracting(LoggedResponse::getStatus)
			.containsOnly(500);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(NettyResources.class)
	static class Application {

	}

}
