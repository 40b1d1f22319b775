package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Deadlines}.
 */
class DeadlinesTests {

	private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();

	private final List<String> ended = new ArrayList<>();

	@AfterEach
	void dispose() {
		this.timer.dispose();
	}

	/**
	 * Also where nanoTime is about to overflow.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 0, Long.MAX_VALUE - 5_000_000L, -5_000_000L })
	void eachAttemptEndsAtItsOwnDeadlineWhateverTheirOrder(long origin) {
		Deadlines deadlines = new Deadlines(() -> origin + now(), () -> this.timer);
		for (int millis : new int[] { 20, 10, 40, 30 }) {
			limit(deadlines, origin, Mono.never(), millis);
		}
		this.timer.advanceTimeTo(Instant.ofEpochMilli(9));
		assertThat(this.ended).isEmpty();
		this.timer.advanceTimeBy(Duration.ofMillis(1));
		assertThat(this.ended).containsExactly("late 10");
		limit(deadlines, origin, Mono.never(), 15);
		this.timer.advanceTimeBy(Duration.ofMillis(5));
		assertThat(this.ended).containsExactly("late 10", "late 15");
		this.timer.advanceTimeBy(Duration.ofMillis(25));
		assertThat(this.ended).containsExactly("late 10", "late 15", "late 20", "late 30", "late 40");
	}

	@Test
	void anAttemptThatIsOverInTimeIsLeftAlone() {
		Deadlines deadlines = new Deadlines(this::now, () -> this.timer);
		limit(deadlines, 0, Mono.just("answer"), 10);
		limit(deadlines, 0, Mono.error(new IllegalStateException("failure")), 10);
		Disposable cancelled = limit(deadlines, 0, Mono.never(), 10);
		cancelled.dispose();
		this.timer.advanceTimeBy(Duration.ofMillis(50));
		assertThat(this.ended).containsExactly("answer", "failure");
	}

	@Test
	void thousandAttemptsInARowTakeOneTimer() {
		AtomicInteger timers = new AtomicInteger();
		Deadlines deadlines = new Deadlines(this::now, () -> new CountingScheduler(this.timer, timers));
		for (int i = 0; i < 1000; i++) {
			limit(deadlines, 0, Mono.just("answer"), 30_000);
			this.timer.advanceTimeBy(Duration.ofMillis(1));
		}
		assertThat(timers).hasValue(1);
	}

	private long now() {
		return this.timer.now(TimeUnit.NANOSECONDS);
	}

	private Disposable limit(Deadlines deadlines, long origin, Mono<String> attempt, int millis) {
		return deadlines.limit(attempt, origin + TimeUnit.MILLISECONDS.toNanos(millis), Mono.just("late " + millis))
			.subscribe(this.ended::add, (failure) -> this.ended.add(failure.getMessage()));
	}

	private record CountingScheduler(Scheduler delegate, AtomicInteger timers) implements Scheduler {

		@Override
		public Disposable schedule(Runnable task) {
			return this.delegate.schedule(task);
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			this.timers.incrementAndGet();
			return this.delegate.schedule(task, delay, unit);
		}

		@Override
		public Worker createWorker() {
			this.timers.incrementAndGet();
			return this.delegate.createWorker();
		}

	}

}
