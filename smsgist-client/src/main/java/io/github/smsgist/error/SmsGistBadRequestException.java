package io.github.smsgist.error;

/**
 * Thrown when SMSGist finds the request incomplete or malformed (400).
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
				"SMSGist did not %s because the request is incomplete or malformed %s."
					.formatted(call.operation().phrase(), answer.quoted()),
				"Correct the request before you send it again.", null);
	}

}
