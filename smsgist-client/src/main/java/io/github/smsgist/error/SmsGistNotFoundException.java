package io.github.smsgist.error;

/**
 * Thrown when SMSGist does not find the message or the path (404).
 *
 * @since 0.1.0
 */
public final class SmsGistNotFoundException extends SmsGistException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered
	 */
	public SmsGistNotFoundException(FailedCall call, ServiceAnswer answer) {
		super(call, answer,
				"SMSGist did not %s because it was not found %s.".formatted(call.operation().phrase(), answer.quoted()),
				"Check the message id and the base URL, and that the message was sent with the same credentials.",
				null);
	}

}
