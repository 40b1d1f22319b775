package io.github.smsgist.docs.verification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.Verification;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Samples of {@code verification.md}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@AutoConfigureSmsGistSandbox
class PhoneSignUpTests {

	@Autowired
	private PhoneSignUp signUp;

	@Autowired
	private SmsGistSandbox sandbox;

	@Autowired
	private MovableClock clock;

	// tag::verification-test[]
	@Test
	void codeExpires() {
		Verification verification = this.signUp.begin("+233245972246", "account-7");
		String code = this.sandbox.lastSmsTo("+233245972246").otp();
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(this.signUp.enter(verification.id(), code)).isEqualTo("Ask for a new code");
	}
	// end::verification-test[]

	@Test
	void codeProvesNumber() {
		Verification verification = this.signUp.begin("0201234567", "account-7");
		assertThat(this.signUp.enter(verification.id(), "wrong")).isEqualTo("Wrong code, 4 attempts left");
		String code = this.sandbox.lastSmsTo("+233201234567").otp();
		assertThat(this.signUp.enter(verification.id(), code)).isEqualTo("Welcome, owner of +233201234567");
		assertThat(this.signUp.enter(verification.id(), code)).isEqualTo("Begin again");
	}

	@Test
	void resendHasItsPause(@Autowired SmsGistVerifications verifications) {
		Refusals refusals = new Refusals(verifications);
		Verification verification = this.signUp.begin("0201234568", "account-8");
		assertThat(refusals.textAgain(verification.id())).hasValue("Try again at " + verification.resendAllowedAt());
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(refusals.textAgain(verification.id())).isEmpty();
		assertThat(refusals.textAgain("unknown")).hasValue("Begin again");
		assertThat(refusals.readme("wrong")).isFalse();
	}

	@SpringBootApplication
	static class Application {

		@Bean
		MovableClock clock() {
			return new MovableClock();
		}

	}

	static class MovableClock extends Clock {

		private Instant now = Instant.parse("2026-11-25T12:00:00Z");

		void advance(Duration duration) {
			this.now = this.now.plus(duration);
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
