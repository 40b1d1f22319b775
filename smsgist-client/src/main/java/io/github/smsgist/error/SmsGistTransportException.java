package io.github.smsgist.error;

import org.jspecify.annotations.Nullable;

/**
 * No answer: the service could not be reached, the connection broke, or an answer did not
 * come in time. {@link #getOutcome()} tells whether the request can have reached the
 * service.
 *
 * @since 0.1.0
 */
public final class SmsGistTransportException extends SmsGistException {

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param reason why there was no answer, as part of a sentence
	 * @param cause the cause, if there is one
	 */
	public SmsGistTransportException(FailedCall call, String reason, @Nullable Throwable cause) {
		super(call, null,
				"There was no answer from SMSGist to the call to %s: %s.".formatted(call.operation().phrase(), reason),
				"Check the network, smsgist.base-url and smsgist.http.*.", cause);
	}

}
