package io.github.smsgist.sandbox;

/**
 * Mode of a credential. In the real service it is set in the dashboard, and is not
 * visible in requests.
 *
 * @since 0.1.0
 */
public enum CredentialMode {

	/**
	 * Messages go to their recipients and are paid for.
	 */
	LIVE,

	/**
	 * Messages are paid for and go to the configured test phone or address instead.
	 */
	TEST,

	/**
	 * The whole pipeline, but no carrier and no cost.
	 */
	DRYRUN

}
