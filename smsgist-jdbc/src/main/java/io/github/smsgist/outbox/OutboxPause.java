package io.github.smsgist.outbox;

/**
 * Reason why a worker sends nothing.
 *
 * @since 0.1.0
 */
public enum OutboxPause {

	/**
	 * The account has too few credits.
	 */
	INSUFFICIENT_CREDITS,

	/**
	 * SMSGist does not accept the credentials.
	 */
	AUTHENTICATION

}
