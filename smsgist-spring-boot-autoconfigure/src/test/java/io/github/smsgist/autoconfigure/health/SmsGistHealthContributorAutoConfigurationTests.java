package io.github.smsgist.autoconfigure.health;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.RefusingPort;
import io.github.smsgist.autoconfigure.CreditBalanceCache;
import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import io.github.smsgist.autoconfigure.StubbedSmsGist;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link SmsGistHealthContributorAutoConfiguration} and
 * {@link SmsGistHealthIndicator}.
 */
class SmsGistHealthContributorAutoConfigurationTests {

	private final WireMockServer service = StubbedSmsGist.reset();

	private final AtomicBoolean paused = new AtomicBoolean();

	private final AtomicBoolean busy = new AtomicBoolean();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(StubbedSmsGist.autoConfigurations())
		.withConfiguration(AutoConfigurations.of(SmsGistHealthContributorAutoConfiguration.class,
				HealthContributorAutoConfiguration.class))
		.withPropertyValues(StubbedSmsGist.properties());

	@Test
	void reportsTheCredits() {
		this.service.stubFor(StubbedSmsGist.balance("125.44"));
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("balance", new BigDecimal("125.50"))
			.containsEntry("reserved", new BigDecimal("0.06"))
			.containsEntry("available", new BigDecimal("125.44"))
			.containsEntry("currency", "GHS")
			.hasSize(4);
	}

	@Test
	void reportsLowCreditInItsOwnStatus() {
		this.service.stubFor(StubbedSmsGist.balance("9.99"));
		Health health = health("smsgist.health.low-credit-threshold=10");
		assertThat(health.getStatus()).isEqualTo(new Status("LOW_CREDIT"));
		assertThat(health.getDetails()).containsEntry("lowCreditThreshold", BigDecimal.TEN)
			.containsEntry("available", new BigDecimal("9.99"));
		assertThat(health("smsgist.health.low-credit-threshold=10", "smsgist.health.low-credit-status=OUT_OF_SERVICE")
			.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void creditAtTheThresholdIsNotLow() {
		this.service.stubFor(StubbedSmsGist.balance("10.00"));
		assertThat(health("smsgist.health.low-credit-threshold=10").getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWhenTheCredentialsAreRefused() {
		this.service.stubFor(StubbedSmsGist.balance(StubbedSmsGist.error(401)));
		assertThat(reasonOf(health(), Status.DOWN)).contains("does not accept the credentials");
	}

	@Test
	void isDownWhenTheConnectionIsRefused() throws IOException {
		try (RefusingPort port = new RefusingPort()) {
			assertThat(reasonOf(health("smsgist.base-url=http://127.0.0.1:" + port.number()), Status.DOWN))
				.contains("cannot be reached");
		}
	}

	@Test
	void isDownWhenTheAnswerDoesNotComeInTime() {
		this.service.stubFor(StubbedSmsGist.balance(StubbedSmsGist.json(200, "{}").withFixedDelay(20_000)));
		assertThat(reasonOf(health("smsgist.health.timeout=200ms"), Status.DOWN))
			.isEqualTo("There was no answer within 200 ms (smsgist.health.timeout)");
	}

	@Test
	void aProbeNeverBlocksLongerThanTheTimeoutWhateverTheApplicationsBeansDo() {
		CountDownLatch vault = new CountDownLatch(1);
		AtomicBoolean sealed = new AtomicBoolean();
		SmsGistConnectionDetails details = new SmsGistConnectionDetails() {

			@Override
			public String getClientId() {
				return StubbedSmsGist.CLIENT_ID;
			}

			@Override
			public String getClientSecret() {
				if (sealed.get()) {
					awaitUninterruptibly(vault);
				}
				return StubbedSmsGist.CLIENT_SECRET;
			}

			@Override
			public String getAppSecretKey() {
				return StubbedSmsGist.APP_SECRET_KEY;
			}

		};
		this.contextRunner.withBean(SmsGistConnectionDetails.class, () -> details)
			.withPropertyValues("smsgist.health.timeout=200ms")
			.run((context) -> {
				sealed.set(true);
				try {
					Health health = assertTimeoutPreemptively(Duration.ofSeconds(30),
							() -> context.getBean(SmsGistHealthIndicator.class).health().block());
					assertThat(reasonOf(health, Status.DOWN)).contains("smsgist.health.timeout");
				}
				finally {
					vault.countDown();
				}
			});
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		boolean done = false;
		while (!done) {
			try {
				latch.await();
				done = true;
			}
			catch (InterruptedException ex) {
				// Such beans there are.
			}
		}
	}

	@Test
	void isUnknownWhenToldToComeBackAfterTheDeadline() {
		this.service.stubFor(StubbedSmsGist.balance(StubbedSmsGist.error(429).withHeader("Retry-After", "60")));
		assertThat(reasonOf(healthAtOnce(), Status.UNKNOWN)).isNotEmpty();
	}

	@Test
	void isUnknownWhileTheBalanceIsRateLimited() {
		this.service.stubFor(StubbedSmsGist.balance(StubbedSmsGist.error(429).withHeader("Retry-After", "20")));
		assertThat(reasonOf(healthAtOnce(), Status.UNKNOWN)).contains("SMSGist asked to wait for another");
	}

	@Test
	void isUnknownWhileTheBalanceIsRateLimitedAgainAndAgain() {
		this.service.stubFor(StubbedSmsGist.balance(StubbedSmsGist.error(429)));
		assertThat(reasonOf(healthAtOnce(), Status.UNKNOWN)).contains("SMSGist asked to wait for another");
	}

	@Test
	void isUnknownWhileSendsAreRateLimited() {
		this.service.stubFor(StubbedSmsGist.balance("125.44"));
		this.service.stubFor(post(urlEqualTo(StubbedSmsGist.SMS_PATH))
			.willReturn(StubbedSmsGist.error(429).withHeader("Retry-After", "20")));
		assertThat(reasonOf(healthAtOnce((operations) -> {
			operations.sendSms("+233245972246", "Hello").onErrorComplete().subscribe();
			await().untilTrue(this.paused);
		}), Status.UNKNOWN)).contains("SMSGist asked to wait for another");
		this.service.verify(0, getRequestedFor(urlEqualTo(StubbedSmsGist.BALANCE_PATH)));
	}

	@Test
	void isUnknownWhileTheRateLimiterIsBusy() {
		this.service.stubFor(StubbedSmsGist.balance("125.44"));
		this.service.stubFor(StubbedSmsGist.sms());
		assertThat(reasonOf(healthAtOnce((operations) -> {
			Flux.range(0, 3)
				.flatMap((number) -> operations.sendSms("+233245972246", "Hello").onErrorComplete())
				.subscribe();
			await().untilTrue(this.busy);
		}, "smsgist.rate-limiter.limit-for-period=1", "smsgist.rate-limiter.limit-refresh-period=60s",
				"smsgist.rate-limiter.timeout-duration=5m", "smsgist.retry.max-duration=5m"), Status.UNKNOWN))
			.contains("other calls hold the permits of the rate limiter for another");
	}

	@Test
	void isUpOnceTheFirstSendOfTheApplicationHasEnded() {
		this.service.stubFor(StubbedSmsGist.balance("125.44"));
		this.service.stubFor(
				post(urlEqualTo(StubbedSmsGist.SMS_PATH)).willReturn(StubbedSmsGist.error(422).withFixedDelay(1000)));
		Health health = healthAtOnce(
				(operations) -> operations.sendSms("+233245972246", "Hello").onErrorComplete().subscribe());
		assertThat(health.getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isUpWhenARetrySucceeds() {
		this.service.stubFor(StubbedSmsGist.balance(StubbedSmsGist.error(503))
			.inScenario("retry")
			.whenScenarioStateIs(Scenario.STARTED)
			.willSetStateTo("available"));
		this.service.stubFor(StubbedSmsGist.balance("125.44").inScenario("retry").whenScenarioStateIs("available"));
		assertThat(healthAtOnce("smsgist.retry.initial-backoff=10ms").getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void manyProbesMakeOneCall() {
		this.service.stubFor(StubbedSmsGist.balance("125.44"));
		this.contextRunner.run((context) -> {
			ReactiveHealthIndicator indicator = context.getBean(SmsGistHealthIndicator.class);
			IntStream.range(0, 20).forEach((i) -> indicator.health().block());
			Flux.range(0, 20).flatMap((i) -> indicator.health()).blockLast();
		});
		this.service.verify(1, getRequestedFor(urlEqualTo(StubbedSmsGist.BALANCE_PATH)));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.contextRunner.withPropertyValues("management.health.smsgist.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CreditBalanceCache.class)
				.doesNotHaveBean(SmsGistHealthIndicator.class));
		this.contextRunner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SmsGistHealthIndicator.class));
		this.contextRunner.withPropertyValues("smsgist.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistHealthIndicator.class));
	}

	@Test
	void isNotThereWithoutCredentialsOrActuator() {
		this.contextRunner.withPropertyValues("smsgist.client-id=")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistHealthIndicator.class));
		this.contextRunner.withClassLoader(new FilteredClassLoader(ReactiveHealthIndicator.class))
			.run((context) -> assertThat(context).doesNotHaveBean(SmsGistHealthContributorAutoConfiguration.class));
	}

	@Test
	void backsOffToTheApplicationsIndicatorOfTheSameName() {
		this.contextRunner
			.withBean("smsgistHealthIndicator", ReactiveHealthIndicator.class,
					() -> () -> Mono.just(Health.up().build()))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistHealthIndicator.class));
	}

	private static String reasonOf(Health health, Status status) {
		assertThat(health.getStatus()).isEqualTo(status);
		assertThat(health.getDetails()).containsOnlyKeys("reason");
		String reason = String.valueOf(health.getDetails().get("reason"));
		assertThat(reason).doesNotContain(StubbedSmsGist.CLIENT_SECRET, StubbedSmsGist.APP_SECRET_KEY, "Bearer");
		return reason;
	}

	private Health healthAtOnce(String... properties) {
		return healthAtOnce((operations) -> {
		}, properties);
	}

	/**
	 * However long calls may wait, and reading the balance may take.
	 */
	private Health healthAtOnce(Consumer<ReactiveSmsGistOperations> before, String... properties) {
		Health[] health = new Health[1];
		this.contextRunner.withPropertyValues("smsgist.health.timeout=20s", "smsgist.retry.enabled=true")
			.withPropertyValues(properties)
			.withBean(CallListener.class, () -> new CallListener() {

				@Override
				public void paused(ClientStatus client, Duration pause) {
					SmsGistHealthContributorAutoConfigurationTests.this.paused.set(true);
				}

				@Override
				public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
					if (reason == WaitReason.PERMIT && wait.compareTo(Duration.ofSeconds(30)) > 0) {
						SmsGistHealthContributorAutoConfigurationTests.this.busy.set(true);
					}
				}

			})
			.run((context) -> {
				before.accept(context.getBean(ReactiveSmsGistOperations.class));
				Mono<Health> check = context.getBean(SmsGistHealthIndicator.class).health();
				// Sooner than after any of the waits, on a slow machine too.
				health[0] = check.block(Duration.ofSeconds(15));
			});
		return health[0];
	}

	private Health health(String... properties) {
		Health[] health = new Health[1];
		this.contextRunner.withPropertyValues(properties)
			.run((context) -> health[0] = context.getBean(SmsGistHealthIndicator.class).health().block());
		return health[0];
	}

}
