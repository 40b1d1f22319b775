package io.github.smsgist.sandbox;

/**
 * Mode of a credential. In the real service it is set in the dashboard, and is not
 * visible in requests.
 *
 * @since 0.1.0
 */
public enum CredentialMode {

	/**
	 * Messages are sent to their recipients and charged.
	 */
	LIVE,

	/**
	 * Messages are sent to the test phone or address instead, and charged.
	 */
	TEST,

	/**
	 * Messages go through all states, but are neither sent to a carrier nor charged.
	 */
	DRYRUN

}
