package io.github.smsgist.internal.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import reactor.core.publisher.Mono;

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
	 * Complete if the gate is opened early.
	 */
	Mono<Void> opened() {
		return this.opened.received();
	}

	/**
	 * Return the remaining pause.
	 * @return the time in nanoseconds, 0 if the gate is open
	 */
	long remainingNanos() {
		return Math.max(0, this.opensAt.get() - this.nanoTime.getAsLong());
	}

}
