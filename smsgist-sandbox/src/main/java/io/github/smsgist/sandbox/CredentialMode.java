package io.github.smsgist.sandbox;

/**
 * The mode of a credential. With the real service it is set in the vendor's dashboard and
 * not visible on the wire.
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
