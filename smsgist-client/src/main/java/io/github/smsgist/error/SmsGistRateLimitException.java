package io.github.smsgist.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when there are too many calls: SMSGist answered 429, or the call would have
 * waited too long for this client's rate limiter. See {@link #getRetryAfter()} for how
 * long to wait.
 *
 * @since 0.1.0
 */
public final class SmsGistRateLimitException extends SmsGistException {

	private final @Nullable Duration wait;

	/**
	 * Create an exception for a call that the service refused.
	 * @param call the call that failed
	 * @param answer what the service answered
	 */
	public SmsGistRateLimitException(FailedCall call, ServiceAnswer answer) {
		super(call, answer,
				"SMSGist did not %s because of too many calls %s%s.".formatted(call.operation().phrase(),
						answer.quoted(),
						(answer.retryAfter() != null) ? " and asked to wait " + seconds(answer.retryAfter()) : ""),
				"Try again later. If this happens often, lower the limit of the rate limiter.", null);
		this.wait = answer.retryAfter();
	}

	/**
	 * Create an exception for a call that this client held back.
	 * @param call the call that failed
	 * @param wait how long the call would have had to wait, or {@code null} if unknown
	 * @param reason why, as part of a sentence
	 * @param cause the failure of the attempt before, if there was one
	 */
	public SmsGistRateLimitException(FailedCall call, @Nullable Duration wait, String reason,
			@Nullable SmsGistException cause) {
		super(call, null, "The call to %s was not made because %s.".formatted(call.operation().phrase(), reason),
				"Try again later, or allow calls a longer wait for the rate limiter and more time in all.", cause);
		this.wait = wait;
	}

	@Override
	public @Nullable Duration getRetryAfter() {
		return this.wait;
	}

	private static String seconds(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
	}

	@Override
	boolean isTransient() {
		return true;
	}

}
