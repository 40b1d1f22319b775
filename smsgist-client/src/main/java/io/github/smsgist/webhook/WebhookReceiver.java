package io.github.smsgist.webhook;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Entry point for a webhook endpoint in any web framework. Verifies the signature, reads
 * the event, and calls a handler once.
 *
 * <pre class="code">
 * WebhookReceiver receiver = new WebhookReceiver(new WebhookSignatureVerifier(List.of(secret)),
 *         new InMemoryWebhookDeliveries());
 * receiver.receive(timestampHeader, signatureHeader, body, (event) -&gt; ...);
 * </pre>
 * <p>
 * An endpoint that must not block can take the steps one by one: {@link #verifyHeaders}
 * before the body is read, {@link #verify} before the delivery is queued, and
 * {@link #handle} on a thread that may block.
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
	 * @param deliveries the deliveries that were handled
	 */
	public WebhookReceiver(WebhookSignatureVerifier verifier, WebhookDeliveries deliveries) {
		this.verifier = verifier;
		this.deliveries = deliveries;
	}

	/**
	 * Receive a delivery. Blocks as long as the handler does. An exception of the handler
	 * is propagated: answer with 5xx, and the delivery is handled when the service
	 * repeats it.
	 * @param timestamp the value of the {@link WebhookSigner#TIMESTAMP_HEADER timestamp
	 * header}
	 * @param signature the value of the {@link WebhookSigner#SIGNATURE_HEADER signature
	 * header}
	 * @param body the body as received, neither decoded nor parsed
	 * @param handler handles the event, which counts as handled when it returns
	 * @return the outcome
	 * @throws WebhookSignatureException if the delivery cannot be verified: answer with
	 * 401
	 * @throws MalformedWebhookException if the body is not an event: answer with 400
	 */
	public WebhookOutcome receive(@Nullable String timestamp, @Nullable String signature, byte[] body,
			Consumer<? super WebhookEvent> handler) {
		return handle(verify(timestamp, signature, body), handler);
	}

	/**
	 * Verify the headers, before the body is read. Does not block.
	 * @param timestamp the value of the {@link WebhookSigner#TIMESTAMP_HEADER timestamp
	 * header}
	 * @param signature the value of the {@link WebhookSigner#SIGNATURE_HEADER signature
	 * header}
	 * @throws WebhookSignatureException if the headers are not valid: answer with 401
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
	 * @param body the body as received, neither decoded nor parsed
	 * @return the delivery, to be {@linkplain #handle handled}
	 * @throws WebhookSignatureException if the delivery cannot be verified: answer with
	 * 401
	 * @throws MalformedWebhookException if the body is not an event: answer with 400
	 */
	public VerifiedWebhook verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
		this.verifier.verify(timestamp, signature, body);
		return new VerifiedWebhook(deliveryId(body), WebhookEventReader.read(body));
	}

	/**
	 * Handle a verified delivery. Blocks as long as the handler does. An exception of the
	 * handler is propagated.
	 * @param webhook the delivery
	 * @param handler handles the event, which counts as handled when it returns
	 * @return the outcome
	 */
	public WebhookOutcome handle(VerifiedWebhook webhook, Consumer<? super WebhookEvent> handler) {
		return this.deliveries.handleOnce(webhook.deliveryId(), () -> handler.accept(webhook.event()));
	}

	/**
	 * Return the id of a delivery. It depends on the body only, because the service signs
	 * a repeated delivery with a new timestamp.
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
