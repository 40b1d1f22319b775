package io.github.smsgist.sandbox;

/**
 * Algorithm of a sandbox's rate limit.
 *
 * @since 0.1.0
 */
public enum RequestLimit {

	/**
	 * Bucket for the requests of one second, which is refilled continuously.
	 */
	TOKEN_BUCKET,

	/**
	 * Number of requests in each second. Allows twice as many around the start of a
	 * second.
	 */
	FIXED_WINDOW

}
