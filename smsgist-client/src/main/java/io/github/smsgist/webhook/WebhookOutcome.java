package io.github.smsgist.webhook;

/**
 * What became of a genuine webhook delivery.
 *
 * @since 0.1.0
 */
public enum WebhookOutcome {

	/**
	 * The event was handled. An endpoint answers with 200.
	 */
	HANDLED,

	/**
	 * The same delivery was handled before; nothing was done. An endpoint answers with
	 * 200.
	 */
	REPEATED,

	/**
	 * The same delivery is being handled now, or too many others are; nothing was done.
	 * Whether it will succeed is not known, so an endpoint answers with 503 and the
	 * service tries again.
	 */
	BUSY

}
