package io.github.smsgist.sandbox.internal.http;

/**
 * How a request ended, as far as a person watching a client wants to tell apart.
 */
public enum RequestOutcome {

	/**
	 * Answered with less than 400.
	 */
	ACCEPTED,

	/**
	 * Answered with 4xx but not 429.
	 */
	REFUSED,

	/**
	 * Answered with 429.
	 */
	LIMITED,

	/**
	 * Answered with 5xx or not at all.
	 */
	FAILED;

	public static RequestOutcome of(int status) {
		if (status == 429) {
			return LIMITED;
		}
		if (status == 0 || status >= 500) {
			return FAILED;
		}
		return (status >= 400) ? REFUSED : ACCEPTED;
	}

}
