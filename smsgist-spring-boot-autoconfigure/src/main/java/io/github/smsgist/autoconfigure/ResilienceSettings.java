package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.RetryConfig;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.internal.resilience.RateLimiterSettings;
import io.github.smsgist.internal.resilience.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Resilience4j configurations from {@code smsgist.retry.*} and
 * {@code smsgist.rate-limiter.*}.
 *
 * @param retry how calls are retried
 * @param rateLimiter the rate limit, or {@code null} for none
 * @param maxDuration the time limit of a call
 * @param maxPause the maximum length of a pause
 * @param adaptive whether to reduce the rate after a 429
 */
record ResilienceSettings(RetryConfig retry, @Nullable RateLimiterConfig rateLimiter, Duration maxDuration,
		Duration maxPause, boolean adaptive) {

	static ResilienceSettings of(SmsGistProperties properties, List<SmsGistRetryConfigCustomizer> retryCustomizers,
			List<SmsGistRateLimiterConfigCustomizer> rateLimiterCustomizers) {
		return new ResilienceSettings(retry(properties.getRetry(), retryCustomizers),
				properties.getRateLimiter().isEnabled()
						? rateLimiter(properties.getRateLimiter(), rateLimiterCustomizers) : null,
				properties.getRetry().getMaxDuration(), properties.getRetry().getMaxPause(),
				properties.getRateLimiter().isAdaptive());
	}

	SmsGistTemplateBuilder applyTo(SmsGistTemplateBuilder builder) {
		SmsGistTemplateBuilder limited = (this.rateLimiter != null) ? builder.rateLimiter(this.rateLimiter)
				: builder.noRateLimiter();
		return (this.adaptive ? limited : limited.fixedRate()).retry(this.retry)
			.maxDuration(this.maxDuration)
			.maxPause(this.maxPause);
	}

	private static RetryConfig retry(SmsGistProperties.Retry properties,
			List<SmsGistRetryConfigCustomizer> customizers) {
		RetryConfig.Builder<Object> builder = retry(properties);
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private static RetryConfig.Builder<Object> retry(SmsGistProperties.Retry properties) {
		require(properties.getMaxAttempts() >= 1, "smsgist.retry.max-attempts", properties.getMaxAttempts(),
				"It includes the first attempt, so it must be 1 or more.");
		requireMillis("smsgist.retry.initial-backoff", properties.getInitialBackoff());
		requireMillis("smsgist.retry.max-backoff", properties.getMaxBackoff());
		requireMillis("smsgist.retry.max-duration", properties.getMaxDuration());
		requireMillis("smsgist.retry.max-pause", properties.getMaxPause());
		require(properties.getMultiplier() >= 1, "smsgist.retry.multiplier", properties.getMultiplier(),
				"It must be 1 or more.");
		require(properties.getMaxBackoff().compareTo(properties.getInitialBackoff()) >= 0, "smsgist.retry.max-backoff",
				properties.getMaxBackoff(), "It must not be shorter than smsgist.retry.initial-backoff.");
		int maxAttempts = properties.isEnabled() ? properties.getMaxAttempts() : 1;
		require(maxAttempts == 1 || properties.getMaxDuration().compareTo(properties.getInitialBackoff()) > 0,
				"smsgist.retry.max-duration", properties.getMaxDuration(),
				"It must be longer than smsgist.retry.initial-backoff, or no call could be retried.");
		return RetrySettings.backoff(maxAttempts, properties.getInitialBackoff(), properties.getMultiplier(),
				properties.getMaxBackoff());
	}

	private static RateLimiterConfig rateLimiter(SmsGistProperties.RateLimiter properties,
			List<SmsGistRateLimiterConfigCustomizer> customizers) {
		RateLimiterConfig.Builder builder = rateLimiter(properties);
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private static RateLimiterConfig.Builder rateLimiter(SmsGistProperties.RateLimiter properties) {
		require(properties.getLimitForPeriod() >= 1, "smsgist.rate-limiter.limit-for-period",
				properties.getLimitForPeriod(), "It must be 1 or more.");
		requireMillis("smsgist.rate-limiter.limit-refresh-period", properties.getLimitRefreshPeriod());
		require(!properties.getTimeoutDuration().isNegative(), "smsgist.rate-limiter.timeout-duration",
				properties.getTimeoutDuration(), "It must not be negative.");
		return RateLimiterSettings.smooth(properties.getLimitForPeriod(), properties.getLimitRefreshPeriod(),
				properties.getTimeoutDuration());
	}

	private static void requireMillis(String property, Duration duration) {
		require(duration.compareTo(Duration.ofMillis(1)) >= 0, property, duration, "It must be 1ms or longer.");
		require(duration.compareTo(Duration.ofDays(1)) <= 0, property, duration, "It must be a day or shorter.");
	}

	private static void require(boolean valid, String property, Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(property, value, reason);
		}
	}

}
