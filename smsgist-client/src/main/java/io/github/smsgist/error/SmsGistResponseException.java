package io.github.smsgist.error;

/**
 * Thrown when an answer does not follow the SMSGist API: not JSON of the documented form,
 * or an undocumented status.
 *
 * @since 0.1.0
 */
public final class SmsGistResponseException extends SmsGistException {

	private final boolean temporary;

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered
	 * @param problem what is wrong with the answer, as part of a sentence
	 * @param temporary whether the same request may get another answer later
	 */
	public SmsGistResponseException(FailedCall call, ServiceAnswer answer, String problem, boolean temporary) {
		super(call, answer,
				"The answer to the call to %s cannot be used: %s %s.".formatted(call.operation().phrase(), problem,
						answer.quoted()),
				"Check that the base URL leads to SMSGist and that no proxy answers in its place.", null);
		this.temporary = temporary;
	}

	@Override
	boolean isTransient() {
		return this.temporary;
	}

}
