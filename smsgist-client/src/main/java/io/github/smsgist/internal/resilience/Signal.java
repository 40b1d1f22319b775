package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Ends the waits of calls early, once a condition is true. A sink with several
 * subscribers would copy them all whenever one comes or goes, and a race of publishers
 * would nearly double the memory of a call that waits. Thread-safe.
 */
final class Signal {

	private final BooleanSupplier condition;

	private final Set<MonoSink<Long>> waiting = ConcurrentHashMap.newKeySet();

	/**
	 * Create a signal.
	 * @param condition whether there is nothing to wait for. It must be true before
	 * {@link #send()}
	 */
	Signal(BooleanSupplier condition) {
		this.condition = condition;
	}

	/**
	 * Wait for a time, or until one of the signals. Emits zero, like {@link Mono#delay}:
	 * what follows an empty {@code Mono} would keep it in memory.
	 */
	static Mono<Long> await(Duration time, Scheduler timer, List<Signal> signals) {
		return Mono.create((sink) -> {
			Disposable task = timer.schedule(() -> end(sink), time.toNanos(), TimeUnit.NANOSECONDS);
			signals.forEach((signal) -> signal.waiting.add(sink));
			sink.onDispose(() -> {
				task.dispose();
				signals.forEach((signal) -> signal.waiting.remove(sink));
			});
			// After the addition, so that no signal is missed.
			if (signals.stream().anyMatch((signal) -> signal.condition.getAsBoolean())) {
				end(sink);
			}
		});
	}

	/**
	 * Return the number of calls that wait.
	 */
	int waiting() {
		return this.waiting.size();
	}

	/**
	 * Wake all that wait.
	 */
	void send() {
		this.waiting.forEach(Signal::end);
	}

	private static void end(MonoSink<Long> wait) {
		wait.success(0L);
	}

}
