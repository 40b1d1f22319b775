package io.github.smsgist.model;

/**
 * Route that a message takes through SMSGist.
 *
 * @since 0.1.0
 */
public enum Route {

	/**
	 * The ordinary route, which is also the one taken when none is given.
	 */
	REGULAR,

	/**
	 * The priority route, for one-time passwords.
	 */
	OTP

}
