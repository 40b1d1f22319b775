package io.github.smsgist.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.github.smsgist.MovableClock;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import io.github.smsgist.webhook.WebhookEvent.MessageSent;
import io.github.smsgist.webhook.WebhookSignatureException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WebhookReceiver}.
 */
class WebhookReceiverTests {

	private static final Duration TOLERANCE = Duration.ofMinutes(5);

	private static final Instant NOW = Instant.parse("2026-03-21T10:30:15Z");

	private static final byte[] BODY = "{\"event\":\"message.sent\",\"message_id\":\"m\"}"
		.getBytes(StandardCharsets.UTF_8);

	private final MovableClock clock = new MovableClock(NOW);

	private final WebhookSigner signer = new WebhookSigner("whsec_test");

	private final WebhookReceiver receiver = new WebhookReceiver(
			new WebhookSignatureVerifier(List.of("whsec_test"), TOLERANCE, this.clock),
			new InMemoryWebhookDeliveries(100, Duration.ofDays(7), this.clock));

	private final List<WebhookEvent> handled = new ArrayList<>();

	@Test
	void anEventIsHandedToTheHandler() {
		assertThat(receive(NOW, BODY, this.handled::add)).isEqualTo(WebhookOutcome.HANDLED);
		assertThat(this.handled).singleElement()
			.isInstanceOfSatisfying(MessageSent.class, (event) -> assertThat(event.messageId()).isEqualTo("m"));
	}

	@Test
	void aRepeatedDeliveryIsNotHandledAgain() {
		receive(NOW, BODY, this.handled::add);
		String signature = this.signer.sign(timestamp(NOW), BODY);
		String upperCase = "sha256=" + signature.substring("sha256=".length()).toUpperCase(Locale.ROOT);
		assertThat(receive(NOW, BODY, this.handled::add)).isEqualTo(WebhookOutcome.REPEATED);
		assertThat(this.receiver.receive(timestamp(NOW), upperCase, BODY, this.handled::add))
			.isEqualTo(WebhookOutcome.REPEATED);
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void aDeliverySignedAnewIsRecognizedForDays() {
		receive(NOW, BODY, this.handled::add);
		for (Duration later : List.of(Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofDays(6))) {
			this.clock.advance(later);
			assertThat(receive(this.clock.instant(), BODY, this.handled::add)).isEqualTo(WebhookOutcome.REPEATED);
		}
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void anotherBodyIsAnotherDelivery() {
		receive(NOW, BODY, this.handled::add);
		byte[] another = "{\"event\":\"message.sent\",\"message_id\":\"n\"}".getBytes(StandardCharsets.UTF_8);
		assertThat(receive(NOW, another, this.handled::add)).isEqualTo(WebhookOutcome.HANDLED);
		assertThat(this.handled).extracting(WebhookEvent::messageId).containsExactly("m", "n");
	}

	@Test
	void aReplayOfAnOldSignatureIsRefused() {
		Instant future = NOW.plus(TOLERANCE);
		receive(future, BODY, this.handled::add);
		this.clock.advance(TOLERANCE.multipliedBy(2));
		assertThat(receive(future, BODY, this.handled::add)).isEqualTo(WebhookOutcome.REPEATED);
		this.clock.advance(Duration.ofNanos(1));
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> receive(future, BODY, this.handled::add))
			.extracting(WebhookSignatureException::getReason)
			.isEqualTo(Reason.TIMESTAMP_TOO_OLD);
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void invalidHeadersAreRefusedBeforeTheBodyIsRead() {
		String signature = "sha256=" + "0".repeat(64);
		this.receiver.verifyHeaders(timestamp(NOW), signature);
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> this.receiver.verifyHeaders(timestamp(NOW), null));
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> this.receiver.verifyHeaders(timestamp(NOW.minusSeconds(301)), signature));
	}

	@Test
	void aDeliveryWhoseHandlerFailedIsAcceptedAgain() {
		assertThatIllegalStateException().isThrownBy(() -> receive(NOW, BODY, (event) -> {
			throw new IllegalStateException("database is down");
		})).withMessage("database is down");
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> receive(NOW, BODY, (event) -> {
			throw new OutOfMemoryError();
		}));
		assertThat(receive(NOW, BODY, this.handled::add)).isEqualTo(WebhookOutcome.HANDLED);
		assertThat(receive(NOW, BODY, this.handled::add)).isEqualTo(WebhookOutcome.REPEATED);
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void aDeliveryThatIsBeingHandledIsBusy() {
		receive(NOW, BODY, (event) -> {
			this.handled.add(event);
			assertThat(receive(NOW, BODY, this.handled::add)).isEqualTo(WebhookOutcome.BUSY);
		});
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void aRefusedDeliveryIsNotHandledAndNotRemembered() {
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(
					() -> this.receiver.receive(timestamp(NOW), "sha256=" + "0".repeat(64), BODY, this.handled::add))
			.extracting(WebhookSignatureException::getReason)
			.isEqualTo(Reason.SIGNATURE_WRONG);
		assertThat(this.handled).isEmpty();
		assertThat(receive(NOW, BODY, this.handled::add)).isEqualTo(WebhookOutcome.HANDLED);
	}

	@Test
	void junkIsReportedOnlyWhenItsSignatureIsRight() {
		byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(MalformedWebhookException.class)
			.isThrownBy(() -> receive(NOW, junk, this.handled::add));
		assertThatExceptionOfType(MalformedWebhookException.class)
			.isThrownBy(() -> receive(NOW, junk, this.handled::add));
		assertThatExceptionOfType(WebhookSignatureException.class)
			.isThrownBy(() -> this.receiver.receive(timestamp(NOW), null, junk, this.handled::add));
		assertThat(this.handled).isEmpty();
	}

	private WebhookOutcome receive(Instant timestamp, byte[] body, Consumer<WebhookEvent> handler) {
		return this.receiver.receive(timestamp(timestamp), this.signer.sign(timestamp(timestamp), body), body, handler);
	}

	private static String timestamp(Instant instant) {
		return Long.toString(instant.getEpochSecond());
	}

}
