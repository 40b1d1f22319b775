package io.github.smsgist.docs.testing;

import java.math.BigDecimal;
import java.time.Duration;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SandboxOperation;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.web.reactive.function.client.WebClient;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Samples of {@code testing.md}.
 */
@SpringBootTest(properties = "smsgist.retry.initial-backoff=1ms")
@AutoConfigureSmsGistSandbox(manualClock = true)
class SandboxSamplesTests {

	@Autowired
	private SmsGistSandbox sandbox;

	@Autowired
	private SignUp signUp;

	@Autowired
	private SmsGistOperations smsGist;

	@Test
	void outbox() {
		this.signUp.begin("+233245972246");
		// tag::assertions[]
		assertThat(this.sandbox).hasSentSmsTo("+233245972246").hasSentExactly(1).hasNoDuplicates();
		assertThat(this.sandbox).hasSentSmsTo("+233245972246", (sms) -> {
			assertThat(sms.text()).startsWith("Your code is");
			assertThat(sms.route()).isEqualTo("otp");
		});
		// end::assertions[]
		this.smsGist
			.sendEmail(EmailMessage.builder().to("ama@example.com").subject("Hi").body("<b>Code 4711</b>").build());
		// tag::email[]
		assertThat(this.sandbox.lastEmailTo("ama@example.com").otp()).isEqualTo("4711");
		// end::email[]
	}

	// tag::clock[]
	@Test
	void deliveryIsNoticed() {
		String id = this.signUp.begin("+233245972246");
		assertThat(this.signUp.isDelivered(id)).isFalse();
		this.sandbox.clock().advance(Duration.ofMinutes(1));
		assertThat(this.signUp.isDelivered(id)).isTrue();
	}
	// end::clock[]

	@Test
	void magicRecipientFails() {
		// tag::magic[]
		String id = this.signUp.begin("+233245970001");
		this.sandbox.clock().advance(Duration.ofMinutes(1));
		assertThat(this.smsGist.getMessageStatus(id).recipients().get(0).errorMessage())
			.isEqualTo("Number not reachable");
		this.sandbox.makeReachable("+233245970001");
		this.smsGist.retryMessage(id);
		// end::magic[]
		this.sandbox.clock().advance(Duration.ofMinutes(1));
		assertThat(this.sandbox.lastSmsTo("+233245970001").status()).isEqualTo("delivered");
	}

	// tag::lost-answer[]
	@Test
	void lostAnswerSendsOnce() {
		this.sandbox.faults().next(1).loseAnswer();
		this.signUp.begin("+233245972246");
		assertThat(this.sandbox).hasSentExactly(1);
		assertThat(this.sandbox.requestCount()).isEqualTo(2);
	}
	// end::lost-answer[]

	@Test
	void faults() {
		// tag::faults[]
		this.sandbox.faults().next(2).error(503);
		this.sandbox.faults().next(1).on(SandboxOperation.SEND_SMS).tooManyRequests(Duration.ofSeconds(1));
		this.sandbox.faults().rate(0.2, 42).resetBeforeProcessing();
		this.sandbox.faults().limitPerSecond(20);
		this.sandbox.faults().latency(Duration.ofMillis(200));
		this.sandbox.faults().clear();
		// end::faults[]
		assertThat(this.smsGist.getCreditBalance().balance()).isNotNull();
		assertThat(this.sandbox.requestCount()).isOne();
	}

	// tag::no-credits[]
	@Test
	void noCredits() {
		this.sandbox.setBalance(BigDecimal.ZERO);
		assertThatExceptionOfType(SmsGistInsufficientCreditsException.class)
			.isThrownBy(() -> this.signUp.begin("+233245972246"));
	}
	// end::no-credits[]

	// tag::without-spring-boot[]
	@Test
	void withoutSpringBoot() {
		try (SmsGistSandbox sandbox = SmsGistSandbox.start()) {
			SandboxCredentials credentials = sandbox.credentials();
			SmsGistTemplate smsGist = SmsGistTemplateBuilder.create(WebClient.builder())
				.connection(new SmsGistConnection(sandbox.url(), credentials.clientId(), credentials.clientSecret(),
						credentials.appSecretKey()))
				.build();
			smsGist.sendSms("+233245972246", "Hello");
			assertThat(sandbox).hasSentExactly(1);
		}
	}
	// end::without-spring-boot[]

}
