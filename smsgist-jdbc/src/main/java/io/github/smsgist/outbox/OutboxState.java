package io.github.smsgist.outbox;

/**
 * State of a message in the outbox.
 *
 * @since 0.1.0
 */
public enum OutboxState {

	/**
	 * Waits to be sent.
	 */
	PENDING,

	/**
	 * Is being sent.
	 */
	SENDING,

	/**
	 * Was sent.
	 */
	SENT,

	/**
	 * Is not sent unless it is resumed.
	 */
	PARKED

}
