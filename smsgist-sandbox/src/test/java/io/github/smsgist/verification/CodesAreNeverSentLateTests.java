package io.github.smsgist.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilience4j.retry.RetryConfig;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.verification.VerificationCheck.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A code that cannot be sent now is never sent late: no request for it begins after its
 * expiry, although the calls of the client may take longer.
 */
class CodesAreNeverSentLateTests {

	private static final String NUMBER = "+233245972246";

	private final List<Instant> requestsBegunAt = new CopyOnWriteArrayList<>();

	private SmsGistSandbox sandbox;

	@BeforeEach
	void start() {
		this.sandbox = SmsGistSandbox.start();
	}

	@AfterEach
	void close() {
		this.sandbox.close();
	}

	@ParameterizedTest
	@EnumSource
	void aCodeThatWouldWaitForThePauseOfA429IsNotSent(Style style) {
		SmsGistVerifications verifications = verifications(style, Duration.ofMinutes(5));
		this.sandbox.faults().next(1).tooManyRequests(Duration.ofMinutes(7));
		assertNotSent(() -> verifications.start(NUMBER));
		assertNotSent(() -> verifications.start(NUMBER));
		assertThat(this.requestsBegunAt).hasSize(1);
		assertThat(this.sandbox.messages()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aResentCodeThatWouldWaitForThePauseOfA429IsNotSent(Style style) {
		SmsGistVerifications verifications = verifications(style, Duration.ofMinutes(5));
		Verification verification = verifications.start(NUMBER);
		this.sandbox.faults().next(1).tooManyRequests(Duration.ofMinutes(7));
		assertNotSent(() -> verifications.resend(verification.id()));
		assertNotSent(() -> verifications.resend(verification.id()));
		assertThat(this.requestsBegunAt).hasSize(2);
		assertThat(this.sandbox.messages()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void aCodeIsNotTriedAgainAfterItsExpiryDuringAnOutage(Style style) {
		SmsGistVerifications verifications = verifications(style, Duration.ofSeconds(2));
		this.sandbox.faults().always().error(503);
		Verification verification = verifications.start(NUMBER);
		assertThat(this.requestsBegunAt).isNotEmpty().allMatch((begun) -> begun.isBefore(verification.expiresAt()));
	}

	@ParameterizedTest
	@EnumSource
	void aCodeWhoseAnswerComesAfterItsExpiryIsReplacedByAResend(Style style) {
		SmsGistVerifications verifications = verifications(style, Duration.ofSeconds(3));
		this.sandbox.faults().latency(Duration.ofSeconds(8));
		Verification late = verifications.start(NUMBER);
		assertThat(Instant.now()).isAfterOrEqualTo(late.expiresAt());
		assertThat(verifications.check(late.id(), "000000").status()).isEqualTo(Status.EXPIRED);
		assertThat(this.requestsBegunAt).hasSize(1).allMatch((begun) -> begun.isBefore(late.expiresAt()));
		this.sandbox.faults().clear();
		Verification renewed = verifications.resend(late.id());
		assertThat(renewed.expiresAt()).isAfter(late.expiresAt());
		assertThat(this.requestsBegunAt).hasSize(2);
	}

	private static void assertNotSent(Runnable send) {
		assertThatExceptionOfType(SmsGistRateLimitException.class).isThrownBy(send::run)
			.extracting(SmsGistException::getOutcome)
			.isEqualTo(Outcome.NOT_PROCESSED);
	}

	private SmsGistVerifications verifications(Style style, Duration timeToLive) {
		SandboxCredentials credentials = this.sandbox.credentials();
		SmsGistTemplateBuilder template = SmsGistTemplateBuilder.create(WebClient.builder().filter((request, next) -> {
			this.requestsBegunAt.add(Instant.now());
			return next.exchange(request);
		}))
			.connection(new SmsGistConnection(this.sandbox.url(), credentials.clientId(), credentials.clientSecret(),
					credentials.appSecretKey()))
			.retry(RetryConfig.custom().maxAttempts(20).waitDuration(Duration.ofMillis(700)).build())
			.maxDuration(Duration.ofMinutes(10));
		// The very first request takes a busy machine longer than some codes are good
		// for.
		template.build().getCreditBalance();
		this.requestsBegunAt.clear();
		return style.build(VerificationsBuilder.create().timeToLive(timeToLive).resendPause(Duration.ZERO), template);
	}

	enum Style {

		BLOCKING {
			@Override
			SmsGistVerifications build(VerificationsBuilder builder, SmsGistTemplateBuilder template) {
				return builder.build(template.build());
			}
		},

		REACTIVE {
			@Override
			SmsGistVerifications build(VerificationsBuilder builder, SmsGistTemplateBuilder template) {
				return new Blocked(builder.buildReactive(template.buildReactive()));
			}
		};

		abstract SmsGistVerifications build(VerificationsBuilder builder, SmsGistTemplateBuilder template);

	}

	private record Blocked(ReactiveSmsGistVerifications reactive) implements SmsGistVerifications {

		@Override
		public Verification start(VerificationRequest request) {
			return this.reactive.start(request).block();
		}

		@Override
		public Verification resend(String verificationId) {
			return this.reactive.resend(verificationId).block();
		}

		@Override
		public VerificationCheck check(String verificationId, String code) {
			return this.reactive.check(verificationId, code).block();
		}

	}

}
