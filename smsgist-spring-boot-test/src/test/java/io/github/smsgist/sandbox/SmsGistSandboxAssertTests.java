package io.github.smsgist.sandbox;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.smsgist.sandbox.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SmsGistSandboxAssert}.
 */
class SmsGistSandboxAssertTests {

	private final SmsGistSandbox sandbox = SmsGistSandbox.builder().manualClock().start();

	private final SandboxCaller caller = new SandboxCaller(this.sandbox);

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void whatIsSentPasses() {
		assertThat(this.sandbox).hasSentNothing();
		this.caller.sms("+233245972246", "Your code is 482913");
		this.caller.email("ama@example.com", "Hello", "Text");
		assertThat(this.sandbox).hasSentSmsTo("0245972246", (message) -> assertThat(message.otp()).isEqualTo("482913"))
			.hasSentSmsTo("+233245972246")
			.hasSentEmailTo("ama@example.com")
			.hasSentEmailTo("ama@example.com", (message) -> assertThat(message.subject()).isEqualTo("Hello"))
			.hasSentExactly(2)
			.hasNoDuplicates();
	}

	@Test
	void missingMessageFailsWithWhatThereIs() {
		this.caller.sms("+233245972246", "Secret 482913", "key-1");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.sandbox).hasSentSmsTo("+233201234567"))
			.withMessageMatching(
					"(?s)\\s*Expecting an SMS to \\+233•••••4567 to be sent, but there are 1 message\\(s\\):"
							+ "\\s*SMS to \\+233•••••2246, queued, key key-1, id \\S+");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.sandbox).hasSentEmailTo("ama@example.com"))
			.withMessageContaining("Expecting an e-mail to a•••••@example.com to be sent");
	}

	@Test
	void requirementsOfTheMessageFail() {
		this.caller.sms("+233245972246", "Hi");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.sandbox)
			.hasSentSmsTo("+233245972246", (message) -> assertThat(message.text()).isEqualTo("Ho")));
	}

	@Test
	void wrongNumberOfMessagesFailsWithTheLast() {
		for (int i = 0; i < 12; i++) {
			this.caller.sms("+2332459722" + (10 + i), "Hi");
		}
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.sandbox).hasSentExactly(1))
			.withMessageContaining("Expecting exactly 1 message(s) to be sent, but there are 12:")
			.withMessageContaining("… 2 before these")
			.withMessageContaining("+233•••••2221")
			.withMessageNotContaining("+233•••••2211");
	}

	@Test
	void duplicateFailsAndRetryIsNone() {
		String id = this.caller.sms("+233245970001", "100% off").messageId();
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		this.caller.retry(id, null);
		this.caller.sms("+233245970001", "Another text");
		this.caller.email("ama@example.com", "One", "Text");
		this.caller.email("ama@example.com", "Two", "Text");
		assertThat(this.sandbox).hasNoDuplicates();
		this.caller.sms("0245970001", "100% off", "100%n");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.sandbox).hasNoDuplicates())
			.withMessageContaining("these went to +233•••••0001:")
			.withMessageContaining("key none, id " + id)
			.withMessageContaining("key 100%n")
			.withMessageNotContaining("off");
	}

}
