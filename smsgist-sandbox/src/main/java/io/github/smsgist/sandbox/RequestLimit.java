package io.github.smsgist.sandbox;

/**
 * Algorithm of a sandbox's rate limit.
 *
 * @since 0.1.0
 */
public enum RequestLimit {

	/**
	 * A bucket that holds one second's worth of requests and is filled all the time.
	 */
	TOKEN_BUCKET,

	/**
	 * So many requests in each second of the sandbox's clock: twice as many may come
	 * about the turn of a second.
	 */
	FIXED_WINDOW

}
