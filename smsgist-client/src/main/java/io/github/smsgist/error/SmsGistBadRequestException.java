package io.github.smsgist.error;

/**
 * SMSGist found the request missing something or malformed (400).
 *
 * @since 0.1.0
 */
public final class SmsGistBadRequestException extends SmsGistException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered
	 */
	public SmsGistBadRequestException(FailedCall call, ServiceAnswer answer) {
		super(call, answer,
				"SMSGist did not %s because the request is missing something or malformed %s."
					.formatted(call.operation().phrase(), answer.quoted()),
				"Correct it: the same request will be refused again.", null);
	}

}
