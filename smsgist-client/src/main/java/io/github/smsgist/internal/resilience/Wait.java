package io.github.smsgist.internal.resilience;

import java.time.Duration;

import io.github.smsgist.client.CallListener.WaitReason;

/**
 * What a call has to wait before its next step.
 *
 * @param kind what it waits for
 * @param nanos for how long
 * @param queueNanos how long it will have to wait after that, because others are in front
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
	 * Whether this is a matter of the client as a whole, not of the one call.
	 */
	boolean isForTurn() {
		return this.kind != Kind.BACKOFF;
	}

	/**
	 * Whether a call that has no time for it goes on without it.
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
		 * Nothing: the next step can be taken.
		 */
		NONE,

		/**
		 * The end of the client's first attempt.
		 */
		COLD_START,

		/**
		 * A permit that is reserved.
		 */
		PERMIT,

		/**
		 * Another try for a permit. There was none within the time that the limiter lets
		 * a call wait.
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
