package io.github.smsgist.internal.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long the service takes to answer, smoothed as TCP smooths round trips (RFC 6298),
 * so that no attempt is begun when there is hardly time for its answer. Thread-safe.
 */
final class AnswerTimes {

	private static final Smoothed UNKNOWN = new Smoothed(TimeUnit.SECONDS.toNanos(1), 0);

	private final AtomicReference<Smoothed> smoothed = new AtomicReference<>(UNKNOWN);

	void add(long nanos) {
		// A lost update is as good as a sample not taken.
		Smoothed before = this.smoothed.get();
		this.smoothed.compareAndSet(before, (before == UNKNOWN) ? new Smoothed(nanos, nanos / 2) : before.and(nanos));
	}

	/**
	 * Time within which nearly every answer comes.
	 * @return nanoseconds, a second before the first answer
	 */
	long usual() {
		Smoothed smoothed = this.smoothed.get();
		return smoothed.mean + 4 * smoothed.deviation;
	}

	private record Smoothed(long mean, long deviation) {

		Smoothed and(long nanos) {
			return new Smoothed(this.mean + (nanos - this.mean) / 8,
					this.deviation + (Math.abs(nanos - this.mean) - this.deviation) / 4);
		}

	}

}
