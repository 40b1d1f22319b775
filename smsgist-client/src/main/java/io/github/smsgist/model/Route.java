package io.github.smsgist.model;

/**
 * Route that a message takes through SMSGist.
 *
 * @since 0.1.0
 */
public enum Route {

	/**
	 * Regular route, the service's default.
	 */
	REGULAR,

	/**
	 * Priority route for one-time passwords.
	 */
	OTP

}
