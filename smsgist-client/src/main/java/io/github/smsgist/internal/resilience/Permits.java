package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import org.jspecify.annotations.Nullable;

/**
 * The right to make one attempt: the rate limiter's permit, then a slot of the adaptive
 * pace. Reserving blocks nobody; it tells how long to wait.
 */
final class Permits {

	/**
	 * There is no permit within the time that a call may wait for one.
	 */
	static final long NONE = -1;

	private final @Nullable RateLimiter rateLimiter;

	private final @Nullable Pace pace;

	Permits(@Nullable RateLimiter rateLimiter, boolean adaptive, LongSupplier nanoTime) {
		this.rateLimiter = rateLimiter;
		this.pace = (rateLimiter != null && adaptive) ? new Pace(nanoTime, perSecond(rateLimiter)) : null;
	}

	long reservePermit() {
		return (this.rateLimiter != null) ? this.rateLimiter.reservePermission() : 0;
	}

	long reserveSlot() {
		return (this.pace != null) ? this.pace.reserve(longestWait().toNanos()) : 0;
	}

	Duration longestWait() {
		return (this.rateLimiter != null) ? this.rateLimiter.getRateLimiterConfig().getTimeoutDuration()
				: Duration.ZERO;
	}

	void accepted() {
		if (this.pace != null) {
			this.pace.accepted();
		}
	}

	void throttled(long startedAt) {
		if (this.pace != null) {
			this.pace.throttled(startedAt);
		}
	}

	/**
	 * The rate at which permits are given out at present.
	 * @return calls per second, infinite without a rate limiter
	 */
	double perSecond() {
		if (this.pace != null) {
			return this.pace.perSecond();
		}
		return (this.rateLimiter != null) ? perSecond(this.rateLimiter) : Double.POSITIVE_INFINITY;
	}

	private static double perSecond(RateLimiter rateLimiter) {
		RateLimiterConfig config = rateLimiter.getRateLimiterConfig();
		return config.getLimitForPeriod() * 1e9 / config.getLimitRefreshPeriod().toNanos();
	}

}
