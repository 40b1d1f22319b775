package io.github.smsgist.error;

/**
 * Thrown when an answer does not follow the SMSGist API: not JSON of the documented form,
 * or an undocumented status.
 *
 * @since 0.1.0
 */
public final class SmsGistResponseException extends SmsGistException {

	private final boolean temporary;

	private SmsGistResponseException(FailedCall call, ServiceAnswer answer, String problem, boolean temporary) {
		super(call, answer,
				"The answer to the call to %s cannot be used: %s %s.".formatted(call.operation().phrase(), problem,
						answer.quoted()),
				"Check that the base URL leads to SMSGist and that no proxy answers in its place.", null);
		this.temporary = temporary;
	}

	/**
	 * Create an exception for an answer that the same request may not get again.
	 * @param call the call that failed
	 * @param answer what the service answered
	 * @param problem what is wrong with the answer, as part of a sentence
	 * @return the exception
	 */
	public static SmsGistResponseException temporary(FailedCall call, ServiceAnswer answer, String problem) {
		return new SmsGistResponseException(call, answer, problem, true);
	}

	/**
	 * Create an exception for an answer that the same request gets every time.
	 * @param call the call that failed
	 * @param answer what the service answered
	 * @param problem what is wrong with the answer, as part of a sentence
	 * @return the exception
	 */
	public static SmsGistResponseException permanent(FailedCall call, ServiceAnswer answer, String problem) {
		return new SmsGistResponseException(call, answer, problem, false);
	}

	@Override
	boolean isTransient() {
		return this.temporary;
	}

}
