package io.github.smsgist.outbox;

/**
 * Thrown when the outbox cannot use its database. A message that was to be stored is not
 * stored and will not be sent.
 *
 * @since 0.1.0
 */
public class OutboxException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message what happened and what to do
	 */
	public OutboxException(String message) {
		super(message);
	}

	/**
	 * Create an exception.
	 * @param message what happened and what to do
	 * @param cause the cause
	 */
	public OutboxException(String message, Throwable cause) {
		super(message, cause);
	}

}
