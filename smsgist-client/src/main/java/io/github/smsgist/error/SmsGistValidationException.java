package io.github.smsgist.error;

/**
 * Thrown when SMSGist finds a value in the request invalid (422).
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
		super(call, answer, "SMSGist did not %s because a value in the request is invalid %s.".formatted(
				call.operation().phrase(), answer.quoted()), "Correct the request before you send it again.", null);
	}

}
