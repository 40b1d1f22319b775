package io.github.smsgist.error;

/**
 * Thrown when the account has too few credits (402).
 *
 * @since 0.1.0
 */
public final class SmsGistInsufficientCreditsException extends SmsGistException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered
	 */
	public SmsGistInsufficientCreditsException(FailedCall call, ServiceAnswer answer) {
		super(call, answer, "SMSGist did not %s because the account has too few credits %s."
			.formatted(call.operation().phrase(), answer.quoted()), "Top up the account, then try again.", null);
	}

}
