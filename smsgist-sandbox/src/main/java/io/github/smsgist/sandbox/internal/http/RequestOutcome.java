package io.github.smsgist.sandbox.internal.http;

/**
 * Outcome of a request, as shown in the console.
 */
public enum RequestOutcome {

	/**
	 * Status below 400.
	 */
	ACCEPTED,

	/**
	 * Status 4xx except 429.
	 */
	REFUSED,

	/**
	 * Status 429.
	 */
	LIMITED,

	/**
	 * Status 5xx or no answer.
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
