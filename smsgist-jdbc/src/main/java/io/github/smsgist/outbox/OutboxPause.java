package io.github.smsgist.outbox;

/**
 * Reason for which a worker sends nothing at all until it has passed.
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
