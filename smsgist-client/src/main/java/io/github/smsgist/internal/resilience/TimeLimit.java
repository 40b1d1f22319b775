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

	final LongSupplier nanoTime;

	private long deadline;

	private TimeLimit(LongSupplier nanoTime, long deadline) {
		this.nanoTime = nanoTime;
		this.deadline = deadline;
	}

	/**
	 * Limit a call in which every wait counts.
	 */
	static TimeLimit of(Duration maxDuration, LongSupplier nanoTime) {
		return new TimeLimit(nanoTime, after(maxDuration, nanoTime));
	}

	/**
	 * Limit one of many calls. Waiting for its turn does not count, but nothing goes
	 * beyond the end of all of them.
	 */
	static TimeLimit ofOneOfMany(Duration maxDuration, long end, LongSupplier nanoTime) {
		return new OneOfMany(nanoTime, after(maxDuration, nanoTime), end);
	}

	static long after(Duration duration, LongSupplier nanoTime) {
		boolean tooLong = duration.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0;
		return nanoTime.getAsLong() + (tooLong ? LONGEST_NANOS : duration.toNanos());
	}

	/**
	 * Whether an attempt that is made after a wait can end in time.
	 * @param wait the wait
	 * @param attempt how many nanoseconds the attempt is going to take
	 */
	boolean allows(Wait wait, long attempt) {
		return wait.kind() != Wait.Kind.NO_PERMIT && fits(wait, attempt, this.deadline);
	}

	boolean fits(Wait wait, long attempt, long deadline) {
		return wait.totalNanos() + attempt < deadline - this.nanoTime.getAsLong();
	}

	/**
	 * The call is about to wait.
	 */
	void spend(Wait wait) {
	}

	long deadline() {
		return this.deadline;
	}

	private static final class OneOfMany extends TimeLimit {

		private final long end;

		OneOfMany(LongSupplier nanoTime, long deadline, long end) {
			super(nanoTime, deadline);
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
