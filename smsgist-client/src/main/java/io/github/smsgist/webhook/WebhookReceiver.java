package io.github.smsgist.webhook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Entry point for a webhook endpoint in any web framework: verifies the signature, reads
 * the event, and has it handled once.
 *
 * <pre class="code">
 * WebhookReceiver receiver = new WebhookReceiver(new WebhookSignatureVerifier(List.of(secret)),
 *         new InMemoryWebhookDeliveries());
 * receiver.receive(timestampHeader, signatureHeader, body, (event) -&gt; ...);
 * </pre>
 * <p>
 * The steps can also be taken one by one, such as by an endpoint that must not block:
 * {@link #verifyHeaders} before the body is read, {@link #verify} before the delivery
 * waits for its turn, and {@link #handle} when its turn has come.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class WebhookReceiver {

	private final WebhookSignatureVerifier verifier;

	private final WebhookDeliveries deliveries;

	/**
	 * Create a new receiver.
	 * @param verifier the verifier of signatures
	 * @param deliveries the memory of deliveries that were handled
	 */
	public WebhookReceiver(WebhookSignatureVerifier verifier, WebhookDeliveries deliveries) {
		this.verifier = verifier;
		this.deliveries = deliveries;
	}

	/**
	 * Receive a delivery. Blocks as long as the handler does. What the handler throws is
	 * thrown on, to be answered with 5xx; the delivery is then accepted again when the
	 * service repeats it.
	 * @param timestamp the value of the {@link WebhookSigner#TIMESTAMP_HEADER timestamp
	 * header}
	 * @param signature the value of the {@link WebhookSigner#SIGNATURE_HEADER signature
	 * header}
	 * @param body the body as it was received, not decoded or parsed
	 * @param handler handles the event, which counts as handled when it returns
	 * @return what became of the delivery
	 * @throws WebhookSignatureException if the delivery is not genuine: answer with 401
	 * @throws MalformedWebhookException if the body is not an event: answer with 400
	 */
	public WebhookOutcome receive(@Nullable String timestamp, @Nullable String signature, byte[] body,
			Consumer<? super WebhookEvent> handler) {
		return handle(verify(timestamp, signature, body), handler);
	}

	/**
	 * Verify what can be verified before the body is read. Does not block.
	 * @param timestamp the value of the {@link WebhookSigner#TIMESTAMP_HEADER timestamp
	 * header}
	 * @param signature the value of the {@link WebhookSigner#SIGNATURE_HEADER signature
	 * header}
	 * @throws WebhookSignatureException if no body could make the delivery genuine:
	 * answer with 401
	 */
	public void verifyHeaders(@Nullable String timestamp, @Nullable String signature) {
		this.verifier.verifyHeaders(timestamp, signature);
	}

	/**
	 * Verify and read a delivery. Does not block.
	 * @param timestamp the value of the {@link WebhookSigner#TIMESTAMP_HEADER timestamp
	 * header}
	 * @param signature the value of the {@link WebhookSigner#SIGNATURE_HEADER signature
	 * header}
	 * @param body the body as it was received, not decoded or parsed
	 * @return the delivery, to be {@linkplain #handle handled}
	 * @throws WebhookSignatureException if the delivery is not genuine: answer with 401
	 * @throws MalformedWebhookException if the body is not an event: answer with 400
	 */
	public VerifiedWebhook verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
		this.verifier.verify(timestamp, signature, body);
		return new VerifiedWebhook(deliveryId(body), WebhookEventReader.read(body));
	}

	/**
	 * Handle a delivery that was verified. Blocks as long as the handler does. What the
	 * handler throws is thrown on.
	 * @param webhook the delivery
	 * @param handler handles the event, which counts as handled when it returns
	 * @return what became of the delivery
	 */
	public WebhookOutcome handle(VerifiedWebhook webhook, Consumer<? super WebhookEvent> handler) {
		return this.deliveries.handleOnce(webhook.deliveryId(), () -> handler.accept(webhook.event()));
	}

	/**
	 * A delivery is its body: what the service repeats, it signs anew with a fresh
	 * timestamp.
	 */
	private static String deliveryId(byte[] body) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Webhook delivery whose signature was verified and whose body was read, but which
	 * has not been handled yet.
	 *
	 * @see WebhookReceiver#verify
	 */
	public static final class VerifiedWebhook {

		private final String deliveryId;

		private final WebhookEvent event;

		private VerifiedWebhook(String deliveryId, WebhookEvent event) {
			this.deliveryId = deliveryId;
			this.event = event;
		}

		String deliveryId() {
			return this.deliveryId;
		}

		/**
		 * Return the event.
		 * @return the event
		 */
		public WebhookEvent event() {
			return this.event;
		}

		@Override
		public String toString() {
			return "VerifiedWebhook[" + this.event + "]";
		}

	}

}
