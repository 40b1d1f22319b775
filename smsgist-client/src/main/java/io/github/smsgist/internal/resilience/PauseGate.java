package io.github.smsgist.internal.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Holds calls back while the service is rate limiting this client. Closing a closed gate
 * can only extend the pause. Thread-safe.
 */
final class PauseGate {

	private final LongSupplier nanoTime;

	private final AtomicLong opensAt;

	private final Signal opened = new Signal(() -> remainingNanos() == 0);

	PauseGate(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.opensAt = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Close the gate.
	 * @return whether it was open before
	 */
	boolean close(long nanos) {
		long now = this.nanoTime.getAsLong();
		long until = now + nanos;
		// Compares differences, because nanoTime may overflow.
		long before = this.opensAt.getAndUpdate((opensAt) -> (until - opensAt > 0) ? until : opensAt);
		return nanos > 0 && before - now <= 0;
	}

	/**
	 * Open the gate. Every attempt opens that of the cold start, which is open as a rule.
	 */
	void open() {
		if (remainingNanos() > 0) {
			this.opensAt.set(this.nanoTime.getAsLong());
			this.opened.send();
		}
	}

	/**
	 * Return the signal that is sent if the gate is opened early.
	 */
	Signal opened() {
		return this.opened;
	}

	/**
	 * Return the remaining pause.
	 * @return the time in nanoseconds, 0 if the gate is open
	 */
	long remainingNanos() {
		return Math.max(0, this.opensAt.get() - this.nanoTime.getAsLong());
	}

}
