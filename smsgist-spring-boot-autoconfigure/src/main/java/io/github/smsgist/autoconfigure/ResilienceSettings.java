package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.RetryConfig;
import io.github.smsgist.resilience.RateLimiterSettings;
import io.github.smsgist.resilience.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Turns {@code smsgist.retry.*} and {@code smsgist.rate-limiter.*} into Resilience4j
 * configurations.
 */
final class ResilienceSettings {

	private ResilienceSettings() {
	}

	static RetryConfig retry(SmsGistProperties.Retry properties, List<SmsGistRetryConfigCustomizer> customizers) {
		Assert.isTrue(properties.getMaxAttempts() >= 1,
				"smsgist.retry.max-attempts counts the first attempt too, so it must be 1 or more");
		requireMillis("smsgist.retry.initial-backoff", properties.getInitialBackoff());
		requireMillis("smsgist.retry.max-backoff", properties.getMaxBackoff());
		requireMillis("smsgist.retry.max-duration", properties.getMaxDuration());
		Assert.isTrue(properties.getMultiplier() >= 1, "smsgist.retry.multiplier must be 1 or more");
		Assert.isTrue(properties.getMaxBackoff().compareTo(properties.getInitialBackoff()) >= 0,
				"smsgist.retry.max-backoff must not be shorter than smsgist.retry.initial-backoff");
		Assert.isTrue(properties.getMaxDuration().compareTo(properties.getInitialBackoff()) > 0,
				"smsgist.retry.max-duration must be longer than smsgist.retry.initial-backoff: no call could be repeated within it");
		RetryConfig config = RetrySettings.backoff(properties.isEnabled() ? properties.getMaxAttempts() : 1,
				properties.getInitialBackoff(), properties.getMultiplier(), properties.getMaxBackoff());
		RetryConfig.Builder<Object> builder = RetryConfig.from(config);
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	static @Nullable RateLimiterConfig rateLimiter(SmsGistProperties.RateLimiter properties,
			List<SmsGistRateLimiterConfigCustomizer> customizers) {
		if (!properties.isEnabled()) {
			return null;
		}
		Assert.isTrue(properties.getLimitForPeriod() >= 1, "smsgist.rate-limiter.limit-for-period must be 1 or more");
		requireMillis("smsgist.rate-limiter.limit-refresh-period", properties.getLimitRefreshPeriod());
		Assert.isTrue(!properties.getTimeoutDuration().isNegative(),
				"smsgist.rate-limiter.timeout-duration must not be negative");
		RateLimiterConfig.Builder builder = RateLimiterConfig.from(RateLimiterSettings.smooth(
				properties.getLimitForPeriod(), properties.getLimitRefreshPeriod(), properties.getTimeoutDuration()));
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private static void requireMillis(String property, Duration duration) {
		Assert.isTrue(duration.compareTo(Duration.ofMillis(1)) >= 0, () -> property + " must be 1ms or longer");
		Assert.isTrue(duration.compareTo(Duration.ofDays(1)) <= 0, () -> property + " must be a day or shorter");
	}

}
