package io.github.smsgist.webhook;

import java.time.Duration;

/**
 * Remembers which webhook deliveries were handled, so that a delivery that is repeated,
 * by the service or by somebody who recorded it, is not handled twice. A delivery is
 * {@link #claim claimed} before it is handled, then {@link #confirm confirmed}, or
 * {@link #release released} if it could not be handled.
 * <p>
 * An application that runs in several instances may implement this over a store that they
 * share. Implementations must be thread-safe, and {@link #claim} atomic.
 *
 * @since 0.1.0
 * @see InMemoryWebhookDeliveries
 */
public interface WebhookDeliveries {

	/**
	 * Claim a delivery.
	 * @param deliveryId what identifies the delivery
	 * @param timeToLive how long the delivery has to be remembered from now on;
	 * afterwards its signature is too old to be accepted
	 * @return whether the caller is to handle the delivery
	 */
	Claim claim(String deliveryId, Duration timeToLive);

	/**
	 * Tell that a claimed delivery was handled.
	 * @param deliveryId what identifies the delivery
	 */
	void confirm(String deliveryId);

	/**
	 * Tell that a claimed delivery could not be handled, so that it can be claimed again.
	 * @param deliveryId what identifies the delivery
	 */
	void release(String deliveryId);

	/**
	 * The answer to a claim.
	 */
	enum Claim {

		/**
		 * The delivery is the caller's to handle.
		 */
		GRANTED,

		/**
		 * The delivery is being handled at this moment, or too many others are.
		 */
		BUSY,

		/**
		 * The delivery was handled before.
		 */
		HANDLED

	}

}
