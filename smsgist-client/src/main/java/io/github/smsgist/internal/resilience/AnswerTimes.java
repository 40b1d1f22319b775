package io.github.smsgist.internal.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Response time of the service, smoothed like the round-trip time of TCP (RFC 6298). No
 * attempt starts when there is too little time left for its answer. Thread-safe.
 */
final class AnswerTimes {

	private static final Smoothed UNKNOWN = new Smoothed(TimeUnit.SECONDS.toNanos(1), 0);

	private final AtomicReference<Smoothed> smoothed = new AtomicReference<>(UNKNOWN);

	void add(long nanos) {
		// Losing a sample to a concurrent update does no harm.
		Smoothed before = this.smoothed.get();
		this.smoothed.compareAndSet(before, (before == UNKNOWN) ? new Smoothed(nanos, nanos / 2) : before.and(nanos));
	}

	/**
	 * Return the time within which nearly all answers arrive.
	 * @return the time in nanoseconds, one second if there was no answer yet
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
