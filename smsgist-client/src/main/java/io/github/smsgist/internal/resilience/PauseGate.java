package io.github.smsgist.internal.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Holds calls back while the service is rate limiting this client. Closing a closed gate
 * can only extend the pause. Thread-safe.
 */
final class PauseGate {

	private final LongSupplier nanoTime;

	private final AtomicLong opensAt;

	/**
	 * There once somebody waits.
	 */
	private final AtomicReference<Sinks.@Nullable Empty<Void>> opened = new AtomicReference<>();

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
			Sinks.Empty<Void> opened = this.opened.getAndSet(null);
			if (opened != null) {
				opened.tryEmitEmpty();
			}
		}
	}

	/**
	 * Complete if the gate is opened early.
	 */
	Mono<Void> opened() {
		return Mono.defer(() -> {
			Sinks.Empty<Void> sink = Sinks.empty();
			Sinks.Empty<Void> earlier = this.opened.compareAndExchange(null, sink);
			Sinks.Empty<Void> opened = (earlier != null) ? earlier : sink;
			return (remainingNanos() > 0) ? opened.asMono() : Mono.empty();
		});
	}

	/**
	 * Return the remaining pause.
	 * @return the time in nanoseconds, 0 if the gate is open
	 */
	long remainingNanos() {
		return Math.max(0, this.opensAt.get() - this.nanoTime.getAsLong());
	}

}
