package io.github.smsgist.webhook;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.smsgist.webhook.WebhookDeliveries.Claim;
import org.jspecify.annotations.Nullable;

/**
 * Receives webhook deliveries: checks the signature, reads the event, and has it handled
 * once. The entry point for an endpoint in any web framework:
 *
 * <pre class="code">
 * WebhookReceiver receiver = new WebhookReceiver(new WebhookSignatureVerifier(List.of(secret)),
 *         new WebhookEventReader(), new InMemoryWebhookDeliveries());
 * receiver.receive(timestampHeader, signatureHeader, body, (event) -&gt; ...);
 * </pre>
 * <p>
 * Thread-safe. Blocks as long as the handler does.
 *
 * @since 0.1.0
 */
public final class WebhookReceiver {

	private final WebhookSignatureVerifier verifier;

	private final WebhookEventReader reader;

	private final WebhookDeliveries deliveries;

	private final Duration timeToLive;

	/**
	 * Create a new receiver.
	 * @param verifier what checks signatures
	 * @param reader what reads bodies
	 * @param deliveries what remembers deliveries
	 */
	public WebhookReceiver(WebhookSignatureVerifier verifier, WebhookEventReader reader, WebhookDeliveries deliveries) {
		this.verifier = verifier;
		this.reader = reader;
		this.deliveries = deliveries;
		// A delivery from the future stays acceptable for twice the tolerance. The minute
		// covers the time between the check of the timestamp and the claim.
		this.timeToLive = verifier.tolerance().multipliedBy(2).plusMinutes(1);
	}

	/**
	 * Receive a delivery. If the handler fails, its exception goes on to the caller, who
	 * answers with 5xx; the delivery is then accepted again when the service repeats it.
	 * @param timestamp the value of the {@link WebhookSigner#TIMESTAMP_HEADER timestamp
	 * header}
	 * @param signature the value of the {@link WebhookSigner#SIGNATURE_HEADER signature
	 * header}
	 * @param body the body as it was received, not decoded or parsed
	 * @param handler what handles the event; when it returns, the event counts as handled
	 * @return what became of the delivery
	 * @throws WebhookSignatureException if the delivery is not genuine: answer with 401
	 * @throws MalformedWebhookException if the body is not an event: answer with 400
	 */
	public WebhookOutcome receive(@Nullable String timestamp, @Nullable String signature, byte[] body,
			Consumer<? super WebhookEvent> handler) {
		String deliveryId = this.verifier.verify(timestamp, signature, body);
		WebhookEvent event = this.reader.read(body);
		Claim claim = this.deliveries.claim(deliveryId, this.timeToLive);
		return switch (claim) {
			case GRANTED -> handle(deliveryId, event, handler);
			case BUSY -> WebhookOutcome.BUSY;
			case HANDLED -> WebhookOutcome.REPEATED;
		};
	}

	private WebhookOutcome handle(String deliveryId, WebhookEvent event, Consumer<? super WebhookEvent> handler) {
		try {
			handler.accept(event);
		}
		catch (Throwable ex) {
			release(deliveryId, ex);
			throw ex;
		}
		this.deliveries.confirm(deliveryId);
		return WebhookOutcome.HANDLED;
	}

	private void release(String deliveryId, Throwable failure) {
		try {
			this.deliveries.release(deliveryId);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

}
