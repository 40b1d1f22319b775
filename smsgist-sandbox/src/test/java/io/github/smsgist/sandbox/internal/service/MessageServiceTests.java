package io.github.smsgist.sandbox.internal.service;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.github.smsgist.sandbox.internal.clock.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the bounds of {@link MessageService}.
 */
class MessageServiceTests {

	private static final String TEXT = "x".repeat(1024 * 1024);

	private final ManualClock clock = new ManualClock(Instant.parse("2026-03-21T10:28:00Z"));

	private final MessageService service = new MessageService(
			new ServiceSettings(BigDecimal.TEN, BigDecimal.ZERO, BigDecimal.ZERO, Duration.ofSeconds(1),
					Duration.ofSeconds(1), 20_000),
			new DeliveryTerms(true, null, null, false), this.clock, (event, message, recipient, time) -> {
			});

	@Test
	void messagesInProgressAreBoundedInBytes() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> send(1000, "ama@example.com"))
			.returns(503, ApiException::status);
		this.clock.advance(Duration.ofSeconds(2));
		send(1, "ama@example.com");
	}

	@Test
	void finishedMessagesAreNotInProgress() {
		for (String recipient : List.of("ama@example.com", "fail@example.com", "bounce@example.com",
				"pending@example.com")) {
			for (int i = 0; i < 4; i++) {
				send(30, recipient);
				this.clock.advance(Duration.ofSeconds(2));
			}
		}
		assertThat(this.service.accepted()).isEqualTo(480);
	}

	@Test
	void messagesRememberedAreBoundedInBytes() {
		send(60, "ama@example.com");
		assertThat(this.service.messages(Function.identity())).hasSizeLessThan(40);
		assertThat(this.service.accepted()).isEqualTo(60);
	}

	private void send(int messages, String recipient) {
		SendRequest request = new SendRequest(Channel.EMAIL, List.of(recipient), "S", TEXT, "regular", null, null,
				false);
		for (int i = 0; i < messages; i++) {
			this.service.accept(this.service.draft(request), null);
		}
	}

}
