package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Time limit of a call. Not thread-safe.
 */
class TimeLimit {

	/**
	 * Maximum that can be added to nanoTime without overflow.
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
	 * Create a limit for a single call. Waits count toward it.
	 */
	static TimeLimit of(Duration maxDuration, LongSupplier nanoTime) {
		return new TimeLimit(maxDuration, nanoTime);
	}

	/**
	 * Create a limit for a call of a batch. Waiting for a turn does not count, but the
	 * call must end before the batch does.
	 */
	static TimeLimit ofOneOfMany(Duration maxDuration, long end, LongSupplier nanoTime) {
		return new OneOfMany(maxDuration, end, nanoTime);
	}

	static long after(Duration duration, LongSupplier nanoTime) {
		return nanoTime.getAsLong() + nanos(duration);
	}

	private static long nanos(Duration duration) {
		return Math.min(TimeUnit.NANOSECONDS.convert(duration), LONGEST_NANOS);
	}

	/**
	 * Return whether an attempt after a wait can end in time.
	 * @param wait the wait
	 * @param attempt the usual duration of an attempt in nanoseconds. A slow service
	 * still gets the first attempts of each call
	 */
	boolean allows(Wait wait, long attempt) {
		return wait.kind() != Wait.Kind.NO_PERMIT && fits(wait, attempt, this.deadline);
	}

	boolean fits(Wait wait, long attempt, long deadline) {
		long expected = Math.min(attempt, nanos(this.maxDuration) / 4);
		return wait.totalNanos() + expected < deadline - this.nanoTime.getAsLong();
	}

	/**
	 * Return whether no attempt may start any more.
	 */
	boolean isOver() {
		return deadline() - this.nanoTime.getAsLong() <= 0;
	}

	/**
	 * Record a wait.
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
