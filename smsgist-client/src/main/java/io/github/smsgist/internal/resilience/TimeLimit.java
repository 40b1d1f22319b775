package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a call may take. Not thread-safe: the steps of a call follow each other.
 */
class TimeLimit {

	/**
	 * Far enough, and safe to add to what nanoTime gives.
	 */
	private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

	private final Duration maxDuration;

	private final LongSupplier nanoTime;

	private long deadline;

	private TimeLimit(Duration maxDuration, LongSupplier nanoTime) {
		this.maxDuration = maxDuration;
		this.nanoTime = nanoTime;
		this.deadline = after(maxDuration, nanoTime);
	}

	/**
	 * Limit a call in which every wait counts.
	 */
	static TimeLimit of(Duration maxDuration, LongSupplier nanoTime) {
		return new TimeLimit(maxDuration, nanoTime);
	}

	/**
	 * Limit one of many calls. Waiting for its turn does not count, but nothing goes
	 * beyond the end of all of them.
	 */
	static TimeLimit ofOneOfMany(Duration maxDuration, long end, LongSupplier nanoTime) {
		return new OneOfMany(maxDuration, end, nanoTime);
	}

	static long after(Duration duration, LongSupplier nanoTime) {
		return nanoTime.getAsLong() + nanos(duration);
	}

	private static long nanos(Duration duration) {
		return (duration.compareTo(Duration.ofNanos(LONGEST_NANOS)) < 0) ? duration.toNanos() : LONGEST_NANOS;
	}

	/**
	 * Whether an attempt that is made after a wait can end in time.
	 * @param wait the wait
	 * @param attempt how many nanoseconds an attempt usually takes. However slow the
	 * service, that must not keep a call from its first attempts
	 */
	boolean allows(Wait wait, long attempt) {
		return wait.kind() != Wait.Kind.NO_PERMIT && fits(wait, attempt, this.deadline);
	}

	boolean fits(Wait wait, long attempt, long deadline) {
		long expected = Math.min(attempt, nanos(this.maxDuration) / 4);
		return wait.totalNanos() + expected < deadline - this.nanoTime.getAsLong();
	}

	/**
	 * Whether an attempt may begin now.
	 */
	boolean isOver() {
		return deadline() - this.nanoTime.getAsLong() <= 0;
	}

	/**
	 * The call is about to wait.
	 */
	void spend(Wait wait) {
	}

	long maxMillis() {
		return Math.max(0, this.maxDuration.toMillis());
	}

	long deadline() {
		return this.deadline;
	}

	private static final class OneOfMany extends TimeLimit {

		private final long end;

		OneOfMany(Duration maxDuration, long end, LongSupplier nanoTime) {
			super(maxDuration, nanoTime);
			this.end = end;
		}

		@Override
		boolean allows(Wait wait, long attempt) {
			return fits(wait, attempt, this.end) && (wait.isForTurn() || super.allows(wait, attempt));
		}

		@Override
		void spend(Wait wait) {
			if (wait.isForTurn()) {
				super.deadline += wait.nanos();
			}
		}

		@Override
		long deadline() {
			return (super.deadline - this.end < 0) ? super.deadline : this.end;
		}

	}

}
