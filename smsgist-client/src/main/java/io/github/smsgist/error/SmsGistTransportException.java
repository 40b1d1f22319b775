package io.github.smsgist.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when there is no answer: the service cannot be reached, the connection breaks,
 * the answer takes too long, or the request cannot be made. See {@link #getOutcome()} for
 * whether the request may have reached the service.
 *
 * @since 0.1.0
 */
public final class SmsGistTransportException extends SmsGistException {

	private final boolean temporary;

	/**
	 * Create an exception for a temporary failure.
	 * @param call the call that failed
	 * @param reason why there was no answer, as part of a sentence
	 * @param cause the cause, if there is one
	 */
	public SmsGistTransportException(FailedCall call, String reason, @Nullable Throwable cause) {
		super(call, null,
				"There was no answer from SMSGist to the call to %s: %s.".formatted(call.operation().phrase(), reason),
				"Check the network, the base URL and the timeouts of the HTTP client.", cause);
		this.temporary = true;
	}

	/**
	 * Create an exception for a request that cannot be made until its cause is corrected.
	 * @param call the call that failed
	 * @param reason why the request was not made, as part of a sentence
	 * @param remedy what to do next, as a sentence
	 * @param cause the cause, if there is one
	 */
	public SmsGistTransportException(FailedCall call, String reason, String remedy, @Nullable Throwable cause) {
		super(call, null, "The call to %s was not made because %s.".formatted(call.operation().phrase(), reason),
				remedy, cause);
		this.temporary = false;
	}

	@Override
	boolean isTransient() {
		return this.temporary;
	}

}
