package io.github.smsgist.error;

/**
 * Thrown when SMSGist reports a server error (5xx).
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
		super(call, answer, "SMSGist failed to %s because of a server error %s.".formatted(call.operation()
			.phrase(), answer.quoted()), call.operation().isRead() ? "This is usually temporary. Try again later."
					: "This is usually temporary. If the same error keeps coming back under the same key, SMSGist may have stored it: only the SMSGist dashboard can then tell whether the message was sent.",
				null);
	}

	@Override
	boolean isTransient() {
		return true;
	}

}
