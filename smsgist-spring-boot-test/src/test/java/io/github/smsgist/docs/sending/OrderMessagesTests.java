package io.github.smsgist.docs.sending;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.sandbox.SandboxCredentials;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.reactive.function.client.WebClient;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OrderMessages}.
 */
class OrderMessagesTests {

	private final SmsGistSandbox sandbox = SmsGistSandbox.start();

	private final List<String> outbox = new ArrayList<>();

	private final OrderMessages orders = new OrderMessages(template(), new RecordingOutbox());

	@AfterEach
	void close() {
		this.sandbox.close();
	}

	@Test
	void sendsOnceUnderOneKeyThoughAnswersAreLost() {
		this.sandbox.faults().next(1).loseAnswer();
		String first = this.orders.shipped("+233245972246").messageId();
		assertThat(this.orders.shipped("+233245972246").messageId()).isEqualTo(first);
		assertThat(this.sandbox).hasSentExactly(1);
		assertThat(this.sandbox.requestCount()).isEqualTo(3);
	}

	@Test
	void eachOutcomeHasItsConsequence() {
		SmsMessage message = SmsMessage.builder().to("+233245972246").message("Hello").build();
		this.orders.send(message);
		this.sandbox.setBalance(BigDecimal.ZERO);
		this.orders.send(message);
		this.sandbox.faults().next(1).error(422);
		this.orders.send(message);
		this.sandbox.faults().next(4).error(503);
		this.orders.send(message);
		assertThat(this.outbox).satisfiesExactly((entry) -> assertThat(entry).startsWith("sent"),
				(entry) -> assertThat(entry).startsWith("hold"), (entry) -> assertThat(entry).startsWith("giveUp"),
				(entry) -> assertThat(entry).isEqualTo("tryAgain with key"));
	}

	private SmsGistTemplate template() {
		SandboxCredentials credentials = this.sandbox.credentials();
		return SmsGistTemplateBuilder.create(WebClient.builder())
			.connection(new SmsGistConnection(this.sandbox.url(), credentials.clientId(), credentials.clientSecret(),
					credentials.appSecretKey()))
			.build();
	}

	private final class RecordingOutbox implements OrderMessages.Outbox {

		@Override
		public void sent(SmsMessage message, String messageId) {
			OrderMessagesTests.this.outbox.add("sent " + messageId);
		}

		@Override
		public void hold(SmsMessage message, String reason) {
			OrderMessagesTests.this.outbox.add("hold " + reason);
		}

		@Override
		public void giveUp(SmsMessage message, String reason) {
			OrderMessagesTests.this.outbox.add("giveUp " + reason);
		}

		@Override
		public void tryAgain(SmsMessage message) {
			OrderMessagesTests.this.outbox
				.add("tryAgain " + ((message.idempotencyKey() != null) ? "with key" : "without"));
		}

	}

}
