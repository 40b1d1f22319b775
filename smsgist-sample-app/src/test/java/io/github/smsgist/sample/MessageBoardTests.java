package io.github.smsgist.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.Recipient;
import io.github.smsgist.model.RecipientStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.webhook.MessageBouncedEvent;
import io.github.smsgist.webhook.MessageDeliveredEvent;
import io.github.smsgist.webhook.MessageFailedEvent;
import io.github.smsgist.webhook.MessageQueuedEvent;
import io.github.smsgist.webhook.MessageSentEvent;
import io.github.smsgist.webhook.UnknownWebhookEvent;
import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookEventDetails;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageBoard}.
 */
class MessageBoardTests {

	private static final Instant TIME = Instant.parse("2026-03-21T10:30:15Z");

	private final MessageBoard board = new MessageBoard(new ConsoleStream());

	@Test
	void aMessageMovesByItsEvents() {
		this.board.sent("sms", "Hello", receipt("m", "a", "b"));
		assertThat(message().status()).isEqualTo("queued");
		happened(new MessageSentEvent(details("a")));
		assertThat(message().status()).isEqualTo("sent");
		happened(new MessageDeliveredEvent(details("a")));
		assertThat(message().status()).isEqualTo("sent");
		happened(new MessageDeliveredEvent(details("b")));
		assertThat(message().status()).isEqualTo("delivered");
		assertThat(message().retryable()).isFalse();
	}

	@Test
	void anEventThatIsLateTakesNothingBack() {
		this.board.sent("sms", "Hello", receipt("m", "a"));
		happened(new MessageDeliveredEvent(details("a")));
		happened(new MessageSentEvent(details("a")));
		happened(new MessageQueuedEvent(details("a")));
		assertThat(message().status()).isEqualTo("delivered");
	}

	@Test
	void anEventMayComeBeforeTheReceipt() {
		happened(new MessageSentEvent(details("a")));
		assertThat(message().text()).isNull();
		this.board.sent("sms", "Hello", receipt("m", "a"));
		assertThat(this.board.messages()).hasSize(1);
		assertThat(message().text()).isEqualTo("Hello");
		assertThat(message().status()).isEqualTo("sent");
	}

	@Test
	void aMessageThatFailedForAllCanBeRetriedOnce() {
		this.board.sent("sms", "Hello", receipt("m", "a", "b"));
		happened(new MessageFailedEvent(details("a")));
		assertThat(message().retryable()).isFalse();
		happened(new MessageBouncedEvent(details("b")));
		assertThat(message().status()).isEqualTo("failed");
		assertThat(message().retryable()).isTrue();
		this.board.retried("m", new RetryReceipt("n", "m", "queued", 2, new BigDecimal("0.06")));
		assertThat(message().retryable()).isFalse();
		assertThat(message().retriedAs()).isEqualTo("n");
		assertThat(this.board.messages().get(1)).satisfies((retry) -> {
			assertThat(retry.originalMessageId()).isEqualTo("m");
			assertThat(retry.text()).isEqualTo("Hello");
			assertThat(retry.totalCost()).isEqualByComparingTo("0.06");
		});
	}

	@Test
	void aMessageThatFailedForSomeIsPartlyDelivered() {
		this.board.sent("sms", "Hello", receipt("m", "a", "b"));
		happened(new MessageFailedEvent(details("a")));
		happened(new MessageDeliveredEvent(details("b")));
		assertThat(message().status()).isEqualTo("partial");
	}

	@Test
	void aStatusTellsWhyItFailed() {
		this.board.sent("sms", "Hello", receipt("m", "a"));
		happened(new MessageFailedEvent(details("a")));
		assertThat(message().recipients().get(0).errorMessage()).isNull();
		this.board.read(new MessageStatus("m", "sms", "failed", 1, 0, 0, 1, null,
				List.of(new RecipientStatus("a", "+233245970001", "failed", "FAILED", null, "Number not reachable"))));
		assertThat(message().recipients().get(0).errorMessage()).isEqualTo("Number not reachable");
	}

	@Test
	void anUnknownEventMovesNothing() {
		this.board.sent("sms", "Hello", receipt("m", "a"));
		happened(new UnknownWebhookEvent("message.teleported", details("a")));
		assertThat(message().status()).isEqualTo("queued");
	}

	@Test
	void eachChangeIsNewer() {
		this.board.sent("sms", "Hello", receipt("m", "a"));
		long before = message().version();
		happened(new MessageSentEvent(details("a")));
		assertThat(message().version()).isGreaterThan(before);
	}

	@Test
	void onlyTheLastAreKept() {
		for (int i = 0; i <= MessageBoard.MAX_MESSAGES; i++) {
			this.board.sent("sms", "Hello", receipt("m" + i, "a"));
		}
		assertThat(this.board.messages()).hasSize(MessageBoard.MAX_MESSAGES);
		assertThat(message().messageId()).isEqualTo("m1");
	}

	@Test
	void nothingPersonalIsPrinted() {
		this.board.sent("sms", "Hello", receipt("m", "a"));
		assertThat(message().toString()).doesNotContain("Hello", "+233");
		assertThat(message().recipients().get(0).toString()).doesNotContain("+233");
	}

	private void happened(WebhookEvent event) {
		this.board.happened("m", event);
	}

	private ShownMessage message() {
		return this.board.messages().get(0);
	}

	private static SendReceipt receipt(String id, String... recipientIds) {
		List<Recipient> recipients = Stream.of(recipientIds)
			.map((recipientId) -> new Recipient(recipientId, "+233245970001"))
			.toList();
		return new SendReceipt(id, "queued", recipientIds.length, 1, new BigDecimal("0.03"), new BigDecimal("0.03"),
				recipients, "key");
	}

	private static WebhookEventDetails details(String recipientId) {
		return new WebhookEventDetails("m", recipientId, "+233245970001", null, TIME, Map.of());
	}

}
