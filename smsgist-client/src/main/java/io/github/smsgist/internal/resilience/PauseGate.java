package io.github.smsgist.internal.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Closed while SMSGist wants no calls. Thread-safe; closing a closed gate can only make
 * it open later.
 */
final class PauseGate {

	private final LongSupplier nanoTime;

	private final AtomicLong opensAt;

	PauseGate(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.opensAt = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Close the gate for a time from now.
	 * @return whether it was open, so that this begins a pause
	 */
	boolean close(long nanos) {
		long now = this.nanoTime.getAsLong();
		long until = now + nanos;
		// Differences, never values: nanoTime may overflow.
		long before = this.opensAt.getAndUpdate((opensAt) -> (until - opensAt > 0) ? until : opensAt);
		return nanos > 0 && before - now <= 0;
	}

	/**
	 * How long the gate stays closed.
	 * @return nanoseconds, 0 when it is open
	 */
	long remainingNanos() {
		return Math.max(0, this.opensAt.get() - this.nanoTime.getAsLong());
	}

}
