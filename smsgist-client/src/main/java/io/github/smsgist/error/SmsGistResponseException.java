package io.github.smsgist.error;

/**
 * An answer that is not what the SMSGist API documents: not its envelope, not its types,
 * or a status it does not list.
 *
 * @since 0.1.0
 */
public final class SmsGistResponseException extends SmsGistException {

	private final boolean garbled;

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered
	 * @param problem what is wrong with the answer, as part of a sentence
	 * @param garbled whether the service's answer seems to have been lost on the way
	 */
	public SmsGistResponseException(FailedCall call, ServiceAnswer answer, String problem, boolean garbled) {
		super(call, answer,
				"The answer to the call to %s cannot be used: %s %s.".formatted(call.operation().phrase(), problem,
						answer.quoted()),
				"Check that smsgist.base-url leads to SMSGist and that no proxy answers in its place.", null);
		this.garbled = garbled;
	}

	/**
	 * Whether the service's answer seems to have been lost on the way, so that asking
	 * again under the same key may bring it.
	 * @return whether the status says success but the body cannot be read
	 */
	public boolean isGarbled() {
		return this.garbled;
	}

}
