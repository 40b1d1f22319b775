package io.github.smsgist.test;

import java.time.Duration;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.DeliveryState;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureSmsGistSandbox}.
 */
@SpringBootTest(classes = AutoConfigureSmsGistSandboxTests.Application.class)
@AutoConfigureSmsGistSandbox(manualClock = true)
class AutoConfigureSmsGistSandboxTests {

	@Autowired
	private SmsGistOperations smsGist;

	@Autowired
	private SmsGistSandbox sandbox;

	@Test
	void theApplicationTalksToTheSandbox() {
		SendReceipt receipt = this.smsGist.sendSms("0245972246", "Your code is 482913");
		assertThat(this.sandbox.lastSmsTo("+233245972246").otp()).isEqualTo("482913");
		assertThat(this.smsGist.getMessageStatus(receipt.messageId()).state()).isEqualTo(DeliveryState.QUEUED);
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.smsGist.getMessageStatus(receipt.messageId()).delivered()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void eachTestHasAFreshSandbox(int run) {
		assertThat(this.sandbox).hasSentNothing();
		this.smsGist.sendSms("+233245972246", "run " + run);
		assertThat(this.sandbox).hasSentExactly(1).hasNoDuplicates();
	}

	@SpringBootApplication
	static class Application {

	}

}
