package io.github.smsgist.error;

/**
 * Thrown when an answer is not one that the SMSGist API documents: not its envelope, not
 * its types, or a status it does not list.
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
	 * @param temporary whether the same request may get another answer: the service's own
	 * seems to have been lost on the way, or asks to come back
	 */
	public SmsGistResponseException(FailedCall call, ServiceAnswer answer, String problem, boolean temporary) {
		super(call, answer,
				"The answer to the call to %s cannot be used: %s %s.".formatted(call.operation().phrase(), problem,
						answer.quoted()),
				"Check that smsgist.base-url leads to SMSGist and that no proxy answers in its place.", null);
		this.temporary = temporary;
	}

	@Override
	boolean isTransient() {
		return this.temporary;
	}

}
