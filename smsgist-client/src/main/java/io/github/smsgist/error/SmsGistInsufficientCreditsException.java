package io.github.smsgist.error;

/**
 * The credits do not suffice (402).
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
		super(call, answer, "SMSGist did not %s because the credits do not suffice %s."
			.formatted(call.operation().phrase(), answer.quoted()), "Top up the account, then try again.", null);
	}

}
