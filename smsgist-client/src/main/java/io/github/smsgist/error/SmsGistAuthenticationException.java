package io.github.smsgist.error;

/**
 * SMSGist did not accept the credentials (401).
 *
 * @since 0.1.0
 */
public final class SmsGistAuthenticationException extends SmsGistException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered
	 */
	public SmsGistAuthenticationException(FailedCall call, ServiceAnswer answer) {
		super(call, answer,
				"SMSGist did not %s because it does not accept the credentials %s.".formatted(call.operation().phrase(),
						answer.quoted()),
				"Check smsgist.client-id, smsgist.client-secret and smsgist.app-secret-key. If they are right, the bearer token has another format than the service expects: set smsgist.token.find-format=true once to have the formats tried, then set the smsgist.token.* properties it names.",
				null);
	}

}
