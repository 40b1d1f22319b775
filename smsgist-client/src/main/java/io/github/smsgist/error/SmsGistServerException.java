package io.github.smsgist.error;

/**
 * SMSGist had an error of its own (5xx).
 *
 * @since 0.1.0
 */
public final class SmsGistServerException extends SmsGistException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered
	 */
	public SmsGistServerException(FailedCall call, ServiceAnswer answer) {
		super(call, answer, "SMSGist failed to %s for a reason of its own %s.".formatted(call.operation().phrase(),
				answer.quoted()), "This passes as a rule: try again later.", null);
	}

}
