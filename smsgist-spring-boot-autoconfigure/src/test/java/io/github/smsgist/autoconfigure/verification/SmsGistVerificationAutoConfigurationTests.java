package io.github.smsgist.autoconfigure.verification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.autoconfigure.sandbox.SmsGistSandboxAutoConfiguration;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.jdbc.JdbcVerificationStore;
import io.github.smsgist.sandbox.SandboxMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.Verification;
import io.github.smsgist.verification.VerificationApprovedEvent;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationRefusedEvent;
import io.github.smsgist.verification.VerificationRefusedException;
import io.github.smsgist.verification.VerificationRequest;
import io.github.smsgist.verification.VerificationStore;
import io.github.smsgist.verification.VerificationTexts;
import io.github.smsgist.verification.VerificationsBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationTextPublisher;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SmsGistVerificationAutoConfiguration} with the sandbox.
 */
class SmsGistVerificationAutoConfigurationTests {

	private static final String NUMBER = "+233245972246";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SmsGistVerificationAutoConfiguration.class,
				SmsGistSandboxAutoConfiguration.class, SmsGistAutoConfiguration.class))
		.withPropertyValues("smsgist.sandbox.enabled=true");

	@Test
	void aNumberIsProvenInThreeLines() {
		run(this.contextRunner, (verifications, sandbox) -> {
			Verification verification = verifications.start("0245972246");
			SandboxMessage text = sandbox.lastSmsTo(NUMBER);
			assertThat(text.route()).isEqualTo("otp");
			assertThat(text.text()).matches("Your code is \\d{6}\\.");
			VerificationCheck check = verifications.check(verification.id(), text.otp());
			assertThat(check.recipient()).isEqualTo(NUMBER);
		});
	}

	@Test
	void withoutPropertiesTheSettingsAreThoseOfTheLibrary() {
		this.contextRunner.withPropertyValues("smsgist.verification.secret=" + "s".repeat(40)).run((context) -> {
			VerificationsBuilder ours = VerificationsBuilder.create().secret("s".repeat(40));
			assertThat(context.getBean(VerificationsBuilder.class)).usingRecursiveComparison()
				.ignoringFields("clock", "texts", "defaultLocale", "listener", "store", "observationRegistry")
				.isEqualTo(ours);
		});
	}

	@Test
	void aLostAnswerTextsOnceAndTheCodeIsGood() {
		run(this.contextRunner.withPropertyValues("smsgist.retry.enabled=false",
				"smsgist.verification.resend-pause=0s"), (verifications, sandbox) -> {
					sandbox.faults().next(1).loseAnswer();
					Verification verification = verifications.start(NUMBER);
					verifications.resend(verification.id());
					assertThat(sandbox.messageCount()).isEqualTo(1);
					assertThat(verifications.check(verification.id(), sandbox.lastSmsTo(NUMBER).otp()).isApproved())
						.isTrue();
				});
	}

	@Test
	void theReactiveTwinDoesTheSameOverTheSameStore() {
		this.contextRunner
			.withPropertyValues("smsgist.retry.enabled=false", "smsgist.verification.resend-pause=0s",
					"smsgist.verification.limits.recipient-max=2")
			.run((context) -> {
				ReactiveSmsGistVerifications reactive = context.getBean(ReactiveSmsGistVerifications.class);
				SmsGistSandbox sandbox = context.getBean(SmsGistSandbox.class);
				Mono<Verification> start = reactive.start(NUMBER);
				assertThat(sandbox.requestCount()).isZero();
				sandbox.faults().next(1).loseAnswer();
				Verification verification = start.block();
				reactive.resend(verification.id()).block();
				assertThat(sandbox.messageCount()).isEqualTo(1);
				StepVerifier.create(reactive.start(NUMBER)).verifyError(VerificationRefusedException.class);
				sandbox.faults().next(1).error(402);
				StepVerifier.create(reactive.start("0201234567"))
					.verifyError(SmsGistInsufficientCreditsException.class);
				StepVerifier.create(reactive.start("hello")).verifyError(IllegalArgumentException.class);
				reactive.start("Ama@example.com").block();
				assertThat(sandbox.lastEmailTo("ama@example.com").otp()).hasSize(6);
				String code = sandbox.lastSmsTo(NUMBER).otp();
				assertThat(reactive.check(verification.id(), "wrong").block().attemptsLeft()).isEqualTo(4);
				assertThat(context.getBean(SmsGistVerifications.class).check(verification.id(), code).isApproved())
					.isTrue();
			});
	}

	@Test
	void theTextNamesTheApplicationAndTheOrigin() {
		run(this.contextRunner.withPropertyValues("spring.application.name=Makola",
				"smsgist.verification.origin=makola.example", "smsgist.verification.code-length=4"),
				(verifications, sandbox) -> {
					verifications.start(NUMBER);
					assertThat(sandbox.lastSmsTo(NUMBER).text())
						.matches("Your Makola code is (\\d{4})\\.\n\n@makola\\.example #\\1");
				});
		run(this.contextRunner.withPropertyValues("smsgist.verification.application-name=Osu",
				"smsgist.verification.text={code} for {application}"), (verifications, sandbox) -> {
					verifications.start(NUMBER);
					assertThat(sandbox.lastSmsTo(NUMBER).text()).matches("\\d{6} for Osu");
				});
	}

	@Test
	void theMessagesOfTheApplicationTakePrecedence() {
		StaticMessageSource messages = new StaticMessageSource();
		messages.addMessage("smsgist.verification.text", Locale.FRENCH, "Votre code {1} : {0}");
		run(this.contextRunner.withBean("messageSource", StaticMessageSource.class, () -> messages)
			.withPropertyValues("spring.application.name=Makola"), (verifications, sandbox) -> {
				verifications.start(VerificationRequest.to(NUMBER).in(Locale.FRENCH));
				assertThat(sandbox.lastSmsTo(NUMBER).text()).matches("Votre code Makola : \\d{6}");
			});
	}

	@Test
	void limitsComeFromPropertiesAndEventsHaveNoNumbers() {
		StringBuilder events = new StringBuilder();
		ApplicationListener<PayloadApplicationEvent<?>> listener = (event) -> events.append(event.getPayload());
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withInitializer((context) -> context.addApplicationListener(listener))
			.withPropertyValues("smsgist.verification.limits.recipient-max=1",
					"smsgist.verification.limits.recipient-window=2h")
			.run((context) -> {
				SmsGistVerifications verifications = context.getBean(SmsGistVerifications.class);
				Verification verification = verifications.start(NUMBER);
				assertThatExceptionOfType(VerificationRefusedException.class)
					.isThrownBy(() -> verifications.start(NUMBER))
					.satisfies((ex) -> assertThat(ex.getRetryAt()).isAfter(Instant.now().plusSeconds(3600)));
				verifications.check(verification.id(), "wrong");
				verifications.check(verification.id(), context.getBean(SmsGistSandbox.class).lastSmsTo(NUMBER).otp());
				assertThat(events).contains(new VerificationApprovedEvent(verification.id()).toString(),
						new VerificationRefusedEvent(VerificationRefusedException.Reason.RECIPIENT_LIMIT).toString());
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				assertThat(meters.get("smsgist.verifications").tag("result", "sent").counter().count()).isOne();
				assertThat(meters.get("smsgist.verifications").tag("result", "wrong").counter().count()).isOne();
				assertThat(meters.get("smsgist.verifications").tag("result", "approved").counter().count()).isOne();
				assertThat(meters.get("smsgist.verifications").tag("reason", "recipient_limit").counter().count())
					.isOne();
				assertThat(meters.getMeters().toString() + events).doesNotContain("245972246");
			});
	}

	@Test
	void everyOperationIsObservedWithTheCallBelowItAndWithoutNumbers() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		StringBuffer text = new StringBuffer();
		observations.observationConfig().observationHandler(new ObservationTextPublisher(text::append));
		this.contextRunner.withBean(ObservationRegistry.class, () -> observations)
			.withPropertyValues("smsgist.verification.limits.recipient-max=1")
			.run((context) -> {
				SmsGistVerifications verifications = context.getBean(SmsGistVerifications.class);
				Verification verification = verifications.start(NUMBER);
				String code = context.getBean(SmsGistSandbox.class).lastSmsTo(NUMBER).otp();
				assertObserved(observations, "start", "sent", "none", "none");
				assertCallIsBelow(observations);
				assertThatExceptionOfType(VerificationRefusedException.class)
					.isThrownBy(() -> verifications.start(NUMBER));
				assertObserved(observations, "start", "refused", "recipient_limit", "none");
				assertThatExceptionOfType(VerificationRefusedException.class)
					.isThrownBy(() -> verifications.resend(verification.id()));
				assertObserved(observations, "resend", "refused", "too_early", "none");
				verifications.check(verification.id(), "wrong");
				assertObserved(observations, "check", "wrong", "none", "none");
				verifications.check(verification.id(), code);
				assertObserved(observations, "check", "approved", "none", "none");
				context.getBean(SmsGistSandbox.class).faults().next(1).error(402);
				assertThatExceptionOfType(SmsGistInsufficientCreditsException.class)
					.isThrownBy(() -> verifications.start("0201234567"));
				assertObserved(observations, "start", "failed", "none", "SmsGistInsufficientCreditsException");
				assertThat(observations.getCurrentObservation()).isNull();
				assertThat(text).contains("smsgist.verification").doesNotContain("245972246", code, verification.id());
			});
	}

	@Test
	void reactiveOperationsAreObservedAsWell() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		this.contextRunner.withBean(ObservationRegistry.class, () -> observations)
			.withPropertyValues("smsgist.verification.limits.recipient-max=1")
			.run((context) -> {
				ReactiveSmsGistVerifications verifications = context.getBean(ReactiveSmsGistVerifications.class);
				Mono<Verification> start = verifications.start(NUMBER);
				assertThat(observations).doesNotHaveAnyObservation();
				Verification verification = start.block();
				assertObserved(observations, "start", "sent", "none", "none");
				assertCallIsBelow(observations);
				StepVerifier.create(start).verifyError(VerificationRefusedException.class);
				assertObserved(observations, "start", "refused", "recipient_limit", "none");
				verifications.check(verification.id(), "wrong").block();
				assertObserved(observations, "check", "wrong", "none", "none");
				StepVerifier.create(verifications.start("hello")).verifyError(IllegalArgumentException.class);
				assertObserved(observations, "start", "failed", "none", "IllegalArgumentException");
				StepVerifier.create(verifications.start("0201234567")).thenCancel().verify();
				assertObserved(observations, "start", "cancelled", "none", "none");
			});
	}

	private static void assertCallIsBelow(TestObservationRegistry observations) {
		assertThat(observations).hasObservationWithNameEqualTo("smsgist.call")
			.that()
			.hasParentObservationContextMatching((parent) -> parent.getName().equals("smsgist.verification"));
	}

	/**
	 * Whoever has a result has ended.
	 */
	private static void assertObserved(TestObservationRegistry observations, String operation, String result,
			String reason, String error) {
		assertThat(observations).hasAnObservation((observation) -> observation.hasNameEqualTo("smsgist.verification")
			.hasContextualNameEqualTo("verification " + operation)
			.hasLowCardinalityKeyValue("operation", operation)
			.hasLowCardinalityKeyValue("result", result)
			.hasLowCardinalityKeyValue("reason", reason)
			.hasLowCardinalityKeyValue("error", error));
	}

	@Test
	void whatSmsGistChargesCountsForTheLimitOnCredits() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("smsgist.verification.limits.credits-per-day=0.10")
			.run((context) -> {
				SmsGistVerifications verifications = context.getBean(SmsGistVerifications.class);
				ReactiveSmsGistVerifications reactive = context.getBean(ReactiveSmsGistVerifications.class);
				verifications.start(NUMBER);
				verifications.start("0201234566");
				reactive.start("0201234567").block();
				StepVerifier.create(reactive.start("0201234568"))
					.verifyErrorSatisfies((ex) -> assertThat(ex)
						.isInstanceOfSatisfying(VerificationRefusedException.class, (refused) -> {
							assertThat(refused.getReason()).isEqualTo(VerificationRefusedException.Reason.CREDIT_LIMIT);
							assertThat(refused.getRetryAt()).isAfter(Instant.now().plus(Duration.ofHours(23)));
						}));
				assertThat(context.getBean(SmsGistSandbox.class).messageCount()).isEqualTo(3);
				assertThat(context.getBean(MeterRegistry.class)
					.get("smsgist.verifications")
					.tag("reason", "credit_limit")
					.counter()
					.count()).isOne();
			});
	}

	@Test
	void usesTheClockOfTheApplication() {
		Instant now = Instant.parse("2026-03-21T10:28:00Z");
		run(this.contextRunner.withBean(Clock.class, () -> Clock.fixed(now, ZoneOffset.UTC))
			.withPropertyValues("smsgist.verification.time-to-live=5m", "smsgist.verification.resend-pause=1m"),
				(verifications, sandbox) -> {
					Verification verification = verifications.start(NUMBER);
					assertThat(verification.expiresAt()).isEqualTo(now.plus(Duration.ofMinutes(5)));
					assertThat(verification.resendAllowedAt()).isEqualTo(now.plus(Duration.ofMinutes(1)));
				});
	}

	@ParameterizedTest
	@CsvSource({ "code-length,3", "code-length,11", "time-to-live,0s", "time-to-live,25h", "max-attempts,0",
			"max-sends,0", "resend-pause,-1s", "allowed-regions,XX", "limits.recipient-max,0",
			"limits.subject-window,0s", "limits.total-max,-1", "limits.credits-per-day,0", "secret,short", "text,Hello",
			"text,{code} 0123456789012345678901234567890123456789012345678901234567890123456789"
					+ "01234567890123456789012345678901234567890123456789012345678901234567890123456789 ɛ" })
	void aWrongPropertyIsNamed(String name, String value) {
		this.contextRunner.withUserConfiguration(SignUp.class)
			.withPropertyValues("smsgist.verification." + name + "=" + value)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo("smsgist.verification." + name);
					assertThat(ex.getReason()).isNotBlank();
					assertThat(name.equals("secret") && String.valueOf(ex.getValue()).contains(value)).isFalse();
				}));
	}

	@Test
	void nothingIsMadeBeforeItIsInjected() {
		this.contextRunner
			.run((context) -> assertThat(context.getBeanFactory().getSingletonNames()).contains("smsGistTemplate")
				.doesNotContain("smsGistVerifications", "reactiveSmsGistVerifications", "smsGistVerificationsBuilder"));
		this.contextRunner.withUserConfiguration(SignUp.class)
			.run((context) -> assertThat(context.getBeanFactory().getSingletonNames()).contains("smsGistVerifications",
					"smsGistVerificationsBuilder"));
	}

	@Test
	void everyBeanBacksOff() {
		this.contextRunner.withBean(SmsGistVerifications.class, () -> mock(SmsGistVerifications.class))
			.withBean(ReactiveSmsGistVerifications.class, () -> mock(ReactiveSmsGistVerifications.class))
			.withBean(VerificationStore.class, () -> mock(VerificationStore.class))
			.withBean(VerificationTexts.class, () -> (code, locale) -> code)
			.run((context) -> assertThat(context).hasSingleBean(SmsGistVerifications.class)
				.hasSingleBean(ReactiveSmsGistVerifications.class)
				.hasSingleBean(VerificationStore.class)
				.hasSingleBean(VerificationTexts.class));
	}

	@Test
	void isOnlyThereWhereItCanSendAndMay() {
		this.contextRunner.withPropertyValues("smsgist.verification.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SmsGistVerifications.class));
		this.contextRunner.withPropertyValues("smsgist.sandbox.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SmsGistVerifications.class));
	}

	@Test
	void isKeptInTheDatabaseWhereInstancesShareDatabaseAndSecret() {
		ApplicationContextRunner runner = this.contextRunner.withBean(DataSource.class, () -> mock(DataSource.class));
		runner.run((context) -> assertThat(context).hasSingleBean(SmsGistVerifications.class)
			.doesNotHaveBean(VerificationStore.class));
		ApplicationContextRunner shared = runner.withPropertyValues("smsgist.verification.secret=" + "s".repeat(32));
		shared.run((context) -> assertThat(context).hasSingleBean(JdbcVerificationStore.class));
		shared.withBean(VerificationStore.class, () -> mock(VerificationStore.class))
			.run((context) -> assertThat(context).doesNotHaveBean(JdbcVerificationStore.class));
		shared.withClassLoader(new FilteredClassLoader(JdbcVerificationStore.class))
			.run((context) -> assertThat(context).hasSingleBean(SmsGistVerifications.class)
				.doesNotHaveBean(VerificationStore.class));
	}

	@Test
	void worksWithoutMicrometer() {
		run(this.contextRunner.withClassLoader(new FilteredClassLoader(MeterRegistry.class)),
				(verifications, sandbox) -> verifications.start(NUMBER));
	}

	private static void run(ApplicationContextRunner runner, BiConsumer<SmsGistVerifications, SmsGistSandbox> test) {
		runner.run((context) -> test.accept(context.getBean(SmsGistVerifications.class),
				context.getBean(SmsGistSandbox.class)));
	}

	@Configuration(proxyBeanMethods = false)
	static class SignUp {

		SignUp(SmsGistVerifications verifications) {
		}

	}

}
