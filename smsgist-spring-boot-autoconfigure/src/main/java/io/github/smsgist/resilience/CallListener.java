package io.github.smsgist.resilience;

import java.time.Duration;

import io.github.smsgist.error.SmsGistException;
import org.jspecify.annotations.Nullable;

/**
 * Hears of what happens to calls on their way. Called on whatever thread the call is on,
 * so an implementation must be quick, thread-safe and must not block.
 *
 * @since 0.1.0
 */
public interface CallListener {

	/**
	 * Hears nothing.
	 */
	CallListener NONE = new CallListener() {
	};

	/**
	 * A call has begun to wait for a permit, the end of a pause or the next attempt.
	 * @param call the call
	 * @param wait how long it is to wait
	 * @param reason what it waits for
	 */
	default void waiting(Call call, Duration wait, WaitReason reason) {
	}

	/**
	 * SMSGist answered 429 and no call is made for a while.
	 * @param pause for how long
	 */
	default void paused(Duration pause) {
	}

	/**
	 * An attempt failed.
	 * @param failure the failure
	 * @param nextAttemptIn how long until the call is repeated, or {@code null} when it
	 * is given up
	 */
	default void attemptFailed(SmsGistException failure, @Nullable Duration nextAttemptIn) {
	}

	/**
	 * What a call waits for.
	 */
	enum WaitReason {

		/**
		 * The rate limiter's permit or the adaptive pace.
		 */
		PERMIT,

		/**
		 * The end of a pause after a 429.
		 */
		PAUSE,

		/**
		 * The next attempt.
		 */
		BACKOFF

	}

}
