package io.github.smsgist.webhook;

/**
 * Strategy interface that remembers which webhook deliveries were handled, so that one
 * that is repeated, by the service or by somebody who recorded it, is not handled twice.
 * <p>
 * An application that runs in several instances may implement this over a store that they
 * share. Implementations must be thread-safe, and remember a delivery for as long as the
 * service repeats it, which is days.
 *
 * @since 0.1.0
 * @see InMemoryWebhookDeliveries
 */
public interface WebhookDeliveries {

	/**
	 * Run a handler, unless the delivery was handled before or is being handled now. What
	 * the handler throws is thrown on, and the delivery then counts as not handled.
	 * @param deliveryId the identity of the delivery: 64 hexadecimal digits made from its
	 * body, the same each time the service repeats it
	 * @param handler handles the delivery
	 * @return {@link WebhookOutcome#HANDLED} if the handler was run,
	 * {@link WebhookOutcome#REPEATED} if the delivery was handled before,
	 * {@link WebhookOutcome#BUSY} if it is being handled now or too many others are
	 */
	WebhookOutcome handleOnce(String deliveryId, Runnable handler);

	/**
	 * What became of a genuine webhook delivery.
	 */
	public enum WebhookOutcome {

		/**
		 * The event was handled. An endpoint answers with 200.
		 */
		HANDLED,

		/**
		 * The same delivery was handled before; nothing was done. An endpoint answers
		 * with 200.
		 */
		REPEATED,

		/**
		 * The same delivery is being handled now, or too many others are; nothing was
		 * done. Whether it will succeed is not known, so an endpoint answers with 503 and
		 * the service tries again.
		 */
		BUSY

	}

}
