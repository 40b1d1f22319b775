package io.github.smsgist.internal.resilience;

import java.time.Duration;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;

/**
 * Settings of the rate limiter, as a Resilience4j configuration.
 *
 * @since 0.1.0
 */
public final class RateLimiterSettings {

	/**
	 * Default number of calls per period.
	 */
	public static final int LIMIT_FOR_PERIOD = 50;

	/**
	 * Default length of the period.
	 */
	public static final Duration LIMIT_REFRESH_PERIOD = Duration.ofSeconds(1);

	/**
	 * Default maximum wait for a permit.
	 */
	public static final Duration TIMEOUT_DURATION = Duration.ofSeconds(10);

	private static final long SHORTEST_CYCLE_NANOS = 1_000_000;

	private RateLimiterSettings() {
	}

	/**
	 * Return the default configuration.
	 * @return a configuration
	 */
	public static RateLimiterConfig.Builder defaults() {
		return smooth(LIMIT_FOR_PERIOD, LIMIT_REFRESH_PERIOD, TIMEOUT_DURATION);
	}

	/**
	 * Return a configuration that spreads the permits of a period evenly. Resilience4j
	 * issues all permits of a cycle at its start, so up to twice the limit around the
	 * start of a cycle. Short cycles of one permit each have the same rate without
	 * bursts.
	 * @param limitForPeriod the number of calls per period, at least 1
	 * @param limitRefreshPeriod the length of the period, positive
	 * @param timeoutDuration the maximum wait for a permit
	 * @return the configuration
	 */
	public static RateLimiterConfig.Builder smooth(int limitForPeriod, Duration limitRefreshPeriod,
			Duration timeoutDuration) {
		long periodNanos = limitRefreshPeriod.toNanos();
		long permits = Math.max(1, dividedRoundedUp(limitForPeriod * SHORTEST_CYCLE_NANOS, periodNanos));
		long cycleNanos = Math.max(1, dividedRoundedUp(Math.multiplyExact(periodNanos, permits), limitForPeriod));
		return RateLimiterConfig.custom()
			.limitForPeriod((int) permits)
			.limitRefreshPeriod(Duration.ofNanos(cycleNanos))
			.timeoutDuration(timeoutDuration);
	}

	private static long dividedRoundedUp(long dividend, long divisor) {
		return (dividend + divisor - 1) / divisor;
	}

}
