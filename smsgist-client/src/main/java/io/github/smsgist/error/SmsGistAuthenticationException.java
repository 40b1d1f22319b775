package io.github.smsgist.error;

/**
 * Thrown when SMSGist does not accept the credentials (401).
 *
 * @since 0.1.0
 */
public final class SmsGistAuthenticationException extends SmsGistException {

	private static final String REMEDY = "Check the client id, the client secret and the app secret key. If they are "
			+ "right, the service expects another format of the bearer token: try the usual ones, as the "
			+ "documentation describes under \"Token format\", or ask SMSGist.";

	private final boolean tokenExpired;

	/**
	 * Create an exception for credentials that were never accepted.
	 * @param call the call that failed
	 * @param answer what the service answered
	 */
	public SmsGistAuthenticationException(FailedCall call, ServiceAnswer answer) {
		this(call, answer, REMEDY, false);
	}

	private SmsGistAuthenticationException(FailedCall call, ServiceAnswer answer, String remedy, boolean tokenExpired) {
		super(call, answer, "SMSGist did not %s because it does not accept the credentials %s."
			.formatted(call.operation().phrase(), answer.quoted()), remedy, null);
		this.tokenExpired = tokenExpired;
	}

	/**
	 * Create an exception for a bearer token that was accepted before, so that a new one
	 * may be.
	 * @param call the call that failed
	 * @param answer what the service answered
	 * @return the exception
	 */
	public static SmsGistAuthenticationException tokenExpired(FailedCall call, ServiceAnswer answer) {
		return new SmsGistAuthenticationException(call, answer,
				"The bearer token was accepted before, so it has expired. Try again.", true);
	}

	/**
	 * Return whether the bearer token was accepted before. The next attempt then uses a
	 * new one.
	 * @return whether the token has expired
	 */
	public boolean isTokenExpired() {
		return this.tokenExpired;
	}

	@Override
	boolean isTransient() {
		return isTokenExpired();
	}

}
