package io.github.smsgist.error;

/**
 * SMSGist knows no such message (404).
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
				"SMSGist did not %s because it does not know it %s.".formatted(call.operation().phrase(),
						answer.quoted()),
				"Check the message id, that it belongs to these credentials, and smsgist.base-url.", null);
	}

}
