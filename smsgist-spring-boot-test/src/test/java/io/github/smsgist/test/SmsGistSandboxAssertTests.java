package io.github.smsgist.test;

import java.time.Duration;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SmsGistSandboxAssert}.
 */
class SmsGistSandboxAssertTests {

	private final SmsGistSandbox sandbox = SmsGistSandbox.builder().manualClock().start();

	private final SmsGistTemplate template = SmsGistTemplateBuilder.create(WebClient.builder())
		.connection(new SmsGistConnection(this.sandbox.url(), this.sandbox.credentials().clientId(),
				this.sandbox.credentials().clientSecret(), this.sandbox.credentials().appSecretKey()))
		.build();

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void whatIsSentPasses() {
		assertThat(this.sandbox).hasSentNothing();
		this.template.sendSms("+233245972246", "Your code is 482913");
		email("Hello", "Text");
		assertThat(this.sandbox).hasSentSmsTo("0245972246", (message) -> assertThat(message.otp()).isEqualTo("482913"))
			.hasSentSmsTo("+233245972246")
			.hasSentEmailTo("ama@example.com")
			.hasSentEmailTo("ama@example.com", (message) -> assertThat(message.subject()).isEqualTo("Hello"))
			.hasSentExactly(2)
			.hasNoDuplicates();
	}

	@Test
	void missingMessageFailsWithWhatThereIs() {
		sms("+233245972246", "Secret 482913", "key-1");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.sandbox).hasSentSmsTo("+233201234567"))
			.withMessageMatching(
					"(?s)\\s*Expecting an SMS to \\+233•••••4567 to be sent, but there are 1 message\\(s\\):"
							+ "\\s*SMS to \\+233•••••2246, queued, key key-1, id \\S+");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.sandbox).hasSentEmailTo("ama@example.com"))
			.withMessageContaining("Expecting an email to •••@••• to be sent");
	}

	@Test
	void requirementsOfTheMessageFail() {
		this.template.sendSms("+233245972246", "Hi");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.sandbox)
			.hasSentSmsTo("+233245972246", (message) -> assertThat(message.text()).isEqualTo("Ho")));
	}

	@Test
	void wrongNumberOfMessagesFailsWithTheLast() {
		for (int i = 0; i < 12; i++) {
			this.template.sendSms("+2332459722" + (10 + i), "Hi");
		}
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.sandbox).hasSentExactly(1))
			.withMessageContaining("Expecting exactly 1 message(s) to be sent, but there are 12:")
			.withMessageContaining("… 2 before these")
			.withMessageContaining("+233•••••2221")
			.withMessageNotContaining("+233•••••2211");
	}

	@Test
	void duplicateFailsAndRetryIsNone() {
		String id = sms("+233245970001", "100% off", "key-1").messageId();
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		this.template.retryMessage(id);
		this.template.sendSms("+233245970001", "Another text");
		email("One", "Text");
		email("Two", "Text");
		assertThat(this.sandbox).hasNoDuplicates();
		sms("0245970001", "100% off", "100%n");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.sandbox).hasNoDuplicates())
			.withMessageContaining("these went to +233•••••0001:")
			.withMessageContaining("key key-1, id " + id)
			.withMessageContaining("key 100%n")
			.withMessageNotContaining("off");
	}

	private SendReceipt sms(String recipient, String text, String key) {
		return this.template.sendSms(SmsMessage.builder().to(recipient).message(text).idempotencyKey(key).build());
	}

	private void email(String subject, String text) {
		this.template.sendEmail(EmailMessage.builder().to("ama@example.com").subject(subject).body(text).build());
	}

}
