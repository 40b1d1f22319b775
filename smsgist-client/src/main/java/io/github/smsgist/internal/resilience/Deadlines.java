package io.github.smsgist.internal.resilience;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Ends attempts at the deadlines of their calls. All share one timer, set to the earliest
 * deadline: nearly all attempts end long before, and a timer for each would cost a task,
 * a lock and often a thread switch. Thread-safe.
 */
final class Deadlines {

	private static final long NEVER = Long.MAX_VALUE;

	private final LongSupplier nanoTime;

	private final Supplier<Scheduler> timer;

	/**
	 * Reference for all deadlines, because nanoTime may overflow.
	 */
	private final long origin;

	private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

	private final AtomicLong wakesAt = new AtomicLong(NEVER);

	Deadlines(LongSupplier nanoTime, Supplier<Scheduler> timer) {
		this.nanoTime = nanoTime;
		this.timer = timer;
		this.origin = nanoTime.getAsLong();
	}

	/**
	 * Limit an attempt that starts now.
	 * @param attempt the attempt
	 * @param deadline the end of the attempt, in terms of nanoTime
	 * @param late the result after the deadline
	 */
	<T> Mono<T> limit(Mono<T> attempt, long deadline, Mono<T> late) {
		Watch watch = new Watch(deadline - this.origin, Sinks.empty());
		this.watches.add(watch);
		wakeAt(watch.deadline);
		return attempt.timeout(watch.end.asMono(), late).doFinally((signal) -> this.watches.remove(watch));
	}

	private void wakeAt(long deadline) {
		long before = this.wakesAt.getAndAccumulate(deadline, Math::min);
		if (deadline < before) {
			this.timer.get().schedule(this::wake, Math.max(0, deadline - now()), TimeUnit.NANOSECONDS);
		}
	}

	private void wake() {
		// First, so that an attempt that starts meanwhile is either seen below or
		// schedules another wake-up.
		this.wakesAt.set(NEVER);
		long now = now();
		long next = NEVER;
		for (Watch watch : this.watches) {
			if (watch.deadline <= now) {
				this.watches.remove(watch);
				watch.end.tryEmitEmpty();
			}
			else {
				next = Math.min(next, watch.deadline);
			}
		}
		if (next != NEVER) {
			wakeAt(next);
		}
	}

	private long now() {
		return this.nanoTime.getAsLong() - this.origin;
	}

	private static final class Watch {

		private final long deadline;

		private final Sinks.Empty<Void> end;

		private Watch(long deadline, Sinks.Empty<Void> end) {
			this.deadline = deadline;
			this.end = end;
		}

	}

}
