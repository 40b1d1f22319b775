package io.github.smsgist.internal.resilience;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Wakes calls that wait for a condition. A sink with several subscribers would copy them
 * all whenever one comes or goes. Thread-safe.
 */
final class Signal {

	private final BooleanSupplier condition;

	private final Set<MonoSink<Void>> waiting = ConcurrentHashMap.newKeySet();

	/**
	 * Create a signal.
	 * @param condition whether there is nothing to wait for. It must be true before
	 * {@link #send()}
	 */
	Signal(BooleanSupplier condition) {
		this.condition = condition;
	}

	/**
	 * Complete once the condition is true.
	 */
	Mono<Void> received() {
		return Mono.create((sink) -> {
			this.waiting.add(sink);
			sink.onDispose(() -> this.waiting.remove(sink));
			// After the addition, so that no signal is missed.
			if (this.condition.getAsBoolean()) {
				sink.success();
			}
		});
	}

	/**
	 * Wake all that wait.
	 */
	void send() {
		this.waiting.forEach(MonoSink::success);
	}

}
