package io.github.smsgist.webhook;

/**
 * Webhook delivery whose signature was verified and whose body was read, but which has
 * not been handled yet.
 *
 * @since 0.1.0
 * @see WebhookReceiver#verify
 */
public final class VerifiedWebhook {

	private final String deliveryId;

	private final WebhookEvent event;

	VerifiedWebhook(String deliveryId, WebhookEvent event) {
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
