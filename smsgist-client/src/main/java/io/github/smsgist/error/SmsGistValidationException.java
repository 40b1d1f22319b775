package io.github.smsgist.error;

/**
 * SMSGist found something in the request invalid (422).
 *
 * @since 0.1.0
 */
public final class SmsGistValidationException extends SmsGistException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered
	 */
	public SmsGistValidationException(FailedCall call, ServiceAnswer answer) {
		super(call, answer,
				"SMSGist did not %s because something in the request is invalid %s."
					.formatted(call.operation().phrase(), answer.quoted()),
				"Correct it: the same request will be refused again.", null);
	}

}
