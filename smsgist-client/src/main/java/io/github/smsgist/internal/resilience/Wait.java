package io.github.smsgist.internal.resilience;

import java.time.Duration;

import io.github.smsgist.client.CallListener.WaitReason;

/**
 * Wait before the next step of a call.
 *
 * @param kind the kind of wait
 * @param nanos the time in nanoseconds
 * @param queueNanos the expected further wait because of the calls in front, in
 * nanoseconds
 */
record Wait(Kind kind, long nanos, long queueNanos) {

	static final Wait NONE = new Wait(Kind.NONE, 0);

	Wait(Kind kind, long nanos) {
		this(kind, nanos, 0);
	}

	boolean isNone() {
		return this.kind == Kind.NONE;
	}

	/**
	 * Return whether this is a wait for a turn, not for a retry.
	 */
	boolean isForTurn() {
		return this.kind != Kind.BACKOFF;
	}

	/**
	 * Return whether a call that has too little time for the wait skips it.
	 */
	boolean isOptional() {
		return this.kind == Kind.COLD_START;
	}

	Duration duration() {
		return Duration.ofNanos(this.nanos);
	}

	long totalNanos() {
		return this.nanos + this.queueNanos;
	}

	WaitReason reason() {
		return switch (this.kind) {
			case PAUSE -> WaitReason.PAUSE;
			case BACKOFF -> WaitReason.BACKOFF;
			default -> WaitReason.PERMIT;
		};
	}

	enum Kind {

		/**
		 * No wait.
		 */
		NONE,

		/**
		 * The end of the client's first attempt.
		 */
		COLD_START,

		/**
		 * A reserved permit.
		 */
		PERMIT,

		/**
		 * No permit within the limiter's maximum wait.
		 */
		NO_PERMIT,

		/**
		 * The end of a pause.
		 */
		PAUSE,

		/**
		 * The next attempt.
		 */
		BACKOFF

	}

}
