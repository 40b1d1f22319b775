package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Holds each attempt of a client back until its turn. An attempt waits, in this order,
 * for the end of the client's first attempt, the end of a pause, a permit of the rate
 * limiter, a slot of the adaptive pace, and again the end of a pause. After that last
 * pause it needs a new permit, so that the waiting attempts do not all continue at the
 * same time. Non-blocking and thread-safe.
 */
final class Throttle {

	private static final double NANOS_PER_SECOND = 1e9;

	private static final long LONGEST_COLD_START = TimeUnit.SECONDS.toNanos(2);

	private final PauseGate gate;

	/**
	 * Closed during the first attempt, which loads the HTTP client. Permits that become
	 * due meanwhile would be used at once: 300 callers at 50 a second made 74 to 85
	 * requests in the first second.
	 */
	private final PauseGate coldStart;

	private final AtomicBoolean cold = new AtomicBoolean(true);

	private final @Nullable RateLimiter rateLimiter;

	private final @Nullable Pace pace;

	private final List<Supplier<Wait>> steps;

	private final List<Signal> ends;

	private final List<Signal> endsOfPause;

	private final List<Signal> endsOfColdStart;

	Throttle(@Nullable RateLimiter rateLimiter, boolean adaptive, LongSupplier nanoTime, Signal stop) {
		this.gate = new PauseGate(nanoTime);
		this.coldStart = new PauseGate(nanoTime);
		this.rateLimiter = rateLimiter;
		this.pace = (rateLimiter != null && adaptive) ? new Pace(nanoTime, perSecond(rateLimiter)) : null;
		this.ends = List.of(stop);
		this.endsOfPause = List.of(stop, this.gate.opened());
		this.endsOfColdStart = List.of(stop, this.coldStart.opened());
		this.steps = List.of(this::coldStart, this::pause, this::permit, this::slot, this::pause);
	}

	/**
	 * Wait for a turn.
	 * @param <T> the type of the result
	 * @param wait called for each wait, with the step that follows it
	 * @param turn supplies the result when the turn has come
	 * @return the result
	 */
	<T> Mono<T> takeTurn(BiFunction<Wait, Supplier<Mono<T>>, Mono<T>> wait, Supplier<Mono<T>> turn) {
		return takeTurn(0, wait, turn);
	}

	private <T> Mono<T> takeTurn(int from, BiFunction<Wait, Supplier<Mono<T>>, Mono<T>> waiter,
			Supplier<Mono<T>> turn) {
		for (int step = from; step < this.steps.size(); step++) {
			Wait wait = this.steps.get(step).get();
			if (!wait.isNone()) {
				int next = (wait.kind() == Wait.Kind.PERMIT || wait.isOptional()) ? step + 1 : 0;
				return waiter.apply(wait, () -> takeTurn(next, waiter, turn));
			}
		}
		return turn.get();
	}

	private Wait coldStart() {
		if (this.rateLimiter == null) {
			return Wait.NONE;
		}
		if (this.cold.compareAndSet(true, false)) {
			this.coldStart.close(LONGEST_COLD_START);
			return Wait.NONE;
		}
		long left = this.coldStart.remainingNanos();
		return (left == 0) ? Wait.NONE : new Wait(Wait.Kind.COLD_START, left);
	}

	/**
	 * Calls that wait for the end of a pause need permits then, one after the other.
	 */
	Wait pause() {
		long pause = pauseNanos();
		if (pause == 0) {
			return Wait.NONE;
		}
		long queue = nanosFor(this.gate.opened().waiting());
		return (queue <= longestWait().toNanos()) ? new Wait(Wait.Kind.PAUSE, pause, queue) : noPermit();
	}

	private Wait permit() {
		return (this.rateLimiter != null) ? reserved(this.rateLimiter.reservePermission()) : Wait.NONE;
	}

	private Wait slot() {
		return (this.pace != null) ? reserved(this.pace.reserve(longestWait().toNanos())) : Wait.NONE;
	}

	private Wait reserved(long wait) {
		if (wait < 0) {
			return noPermit();
		}
		return (wait == 0) ? Wait.NONE : new Wait(Wait.Kind.PERMIT, wait);
	}

	private Wait noPermit() {
		return new Wait(Wait.Kind.NO_PERMIT, Math.max(longestWait().toNanos(), nanosFor(1)));
	}

	/**
	 * Wait. The wait ends early with the pause that it is for, or with the client.
	 */
	Mono<Long> waitFor(Wait wait, Scheduler timer) {
		List<Signal> ends = switch (wait.kind()) {
			case PAUSE -> this.endsOfPause;
			case COLD_START -> this.endsOfColdStart;
			default -> this.ends;
		};
		return Signal.await(wait.duration(), timer, ends);
	}

	/**
	 * Record the end of an attempt.
	 */
	void attempted() {
		this.coldStart.open();
	}

	/**
	 * Record an accepted attempt.
	 */
	void accepted() {
		if (this.pace != null) {
			this.pace.accepted();
		}
	}

	/**
	 * Record a 429.
	 * @param startedAt the start of the attempt
	 * @param pause the length of the pause in nanoseconds
	 * @return whether this started a pause
	 */
	boolean throttled(long startedAt, long pause) {
		if (this.pace != null) {
			this.pace.throttled(startedAt);
		}
		return this.gate.close(pause);
	}

	long pauseNanos() {
		return this.gate.remainingNanos();
	}

	/**
	 * End the current pause.
	 */
	void endPause() {
		this.gate.open();
	}

	/**
	 * Return the time that a number of permits take.
	 */
	long nanosFor(int attempts) {
		return (long) (attempts * NANOS_PER_SECOND / perSecond());
	}

	Duration longestWait() {
		return (this.rateLimiter != null) ? this.rateLimiter.getRateLimiterConfig().getTimeoutDuration()
				: Duration.ZERO;
	}

	/**
	 * Return the current rate.
	 * @return attempts per second, infinite without a rate limiter
	 */
	double perSecond() {
		if (this.pace != null) {
			return this.pace.perSecond();
		}
		return (this.rateLimiter != null) ? perSecond(this.rateLimiter) : Double.POSITIVE_INFINITY;
	}

	private static double perSecond(RateLimiter rateLimiter) {
		RateLimiterConfig config = rateLimiter.getRateLimiterConfig();
		return config.getLimitForPeriod() * NANOS_PER_SECOND / config.getLimitRefreshPeriod().toNanos();
	}

}
