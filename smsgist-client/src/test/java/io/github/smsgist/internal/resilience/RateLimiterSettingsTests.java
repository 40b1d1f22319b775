package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimiterSettings}.
 */
class RateLimiterSettingsTests {

	@ParameterizedTest
	@CsvSource({ "1, 1000", "10, 1000", "50, 1000", "7, 333", "1009, 1000", "100000, 1000", "1, 86400000", "3, 1" })
	void noWindowOfAPeriodHasMoreThanTheLimitAndAShortBurst(int limit, long periodMillis) {
		long period = periodMillis * 1_000_000;
		AtomicLong now = new AtomicLong();
		RateLimiterConfig config = RateLimiterSettings
			.smooth(limit, Duration.ofMillis(periodMillis), Duration.ofDays(10))
			.build();
		AtomicRateLimiter limiter = new AtomicRateLimiter("test", config, now::get);
		now.set(period * 7 + period / 3);
		int permits = Math.min(limit * 3, 20_000);
		long last = 0;
		for (int i = 0; i < permits; i++) {
			last = limiter.reservePermission();
		}
		// What is reserved at one moment is spread over time at the limit's rate.
		double periods = last / (double) period;
		assertThat(permits / Math.max(periods, 1e-9)).isGreaterThanOrEqualTo(limit * 0.98);
		assertThat((double) permits).isLessThanOrEqualTo(limit * periods + 2.0 * config.getLimitForPeriod());
		assertThat(config.getLimitRefreshPeriod()).as("no finer than timers are")
			.isGreaterThanOrEqualTo(Duration.ofMillis(1));
		assertThat(config.getLimitForPeriod()).isLessThanOrEqualTo(Math.max(1, (int) (limit / periodMillis) + 1));
	}

}
