package io.github.smsgist.webhook;

/**
 * Strategy interface for remembering which webhook deliveries were handled, so that a
 * delivery that is repeated, by the service or by an attacker, is not handled twice.
 * <p>
 * Several instances of an application need a store that they share. Implementations must
 * be thread-safe, and must remember a delivery for as long as the service repeats it,
 * which is days.
 *
 * @since 0.1.0
 * @see InMemoryWebhookDeliveries
 */
public interface WebhookDeliveries {

	/**
	 * Run a handler, unless the delivery was handled before or is being handled now. An
	 * exception of the handler is propagated, and the delivery counts as not handled.
	 * @param deliveryId the id of the delivery: 64 hexadecimal digits computed from its
	 * body, and therefore the same when the service repeats it
	 * @param handler handles the delivery
	 * @return {@link WebhookOutcome#HANDLED} if the handler was run,
	 * {@link WebhookOutcome#REPEATED} if the delivery was handled before,
	 * {@link WebhookOutcome#BUSY} if it is being handled now or too many others are
	 */
	WebhookOutcome handleOnce(String deliveryId, Runnable handler);

	/**
	 * Outcome of a verified webhook delivery.
	 */
	enum WebhookOutcome {

		/**
		 * The event was handled. An endpoint answers with 200.
		 */
		HANDLED,

		/**
		 * The delivery was handled before, and nothing was done. An endpoint answers with
		 * 200.
		 */
		REPEATED,

		/**
		 * The delivery is being handled now, or too many others are, and nothing was
		 * done. An endpoint answers with 503, so that the service tries again.
		 */
		BUSY

	}

}
