package io.github.smsgist.error;

/**
 * What is certain about a call that failed.
 *
 * @since 0.1.0
 */
public enum Outcome {

	/**
	 * The service has certainly not done what it was asked: nothing was sent and nothing
	 * was charged.
	 */
	NOT_PROCESSED,

	/**
	 * The service may or may not have done what it was asked: an answer was lost, or does
	 * not tell.
	 */
	UNKNOWN

}
