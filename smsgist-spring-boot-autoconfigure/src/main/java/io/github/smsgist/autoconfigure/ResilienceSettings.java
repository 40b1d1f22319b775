package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.RetryConfig;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import io.github.smsgist.internal.resilience.RateLimiterSettings;
import io.github.smsgist.internal.resilience.RetrySettings;
import org.jspecify.annotations.Nullable;

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

	private static final PropertyValidator RETRY = new PropertyValidator("smsgist.retry");

	private static final PropertyValidator RATE_LIMITER = new PropertyValidator("smsgist.rate-limiter");

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
		RETRY.require(properties.getMaxAttempts() >= 1, "max-attempts", properties.getMaxAttempts(),
				"It includes the first attempt, so it must be 1 or more.");
		requireDuration(RETRY, "initial-backoff", properties.getInitialBackoff());
		requireDuration(RETRY, "max-backoff", properties.getMaxBackoff());
		requireDuration(RETRY, "max-duration", properties.getMaxDuration());
		requireDuration(RETRY, "max-pause", properties.getMaxPause());
		RETRY.require(properties.getMultiplier() >= 1, "multiplier", properties.getMultiplier(),
				"It must be 1 or more.");
		RETRY.require(properties.getMaxBackoff().compareTo(properties.getInitialBackoff()) >= 0, "max-backoff",
				properties.getMaxBackoff(), "It must not be shorter than smsgist.retry.initial-backoff.");
		int maxAttempts = properties.isEnabled() ? properties.getMaxAttempts() : 1;
		RETRY.require(maxAttempts == 1 || properties.getMaxDuration().compareTo(properties.getInitialBackoff()) > 0,
				"max-duration", properties.getMaxDuration(),
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
		RATE_LIMITER.require(properties.getLimitForPeriod() >= 1, "limit-for-period", properties.getLimitForPeriod(),
				"It must be 1 or more.");
		requireDuration(RATE_LIMITER, "limit-refresh-period", properties.getLimitRefreshPeriod());
		RATE_LIMITER.require(!properties.getTimeoutDuration().isNegative(), "timeout-duration",
				properties.getTimeoutDuration(), "It must not be negative.");
		return RateLimiterSettings.smooth(properties.getLimitForPeriod(), properties.getLimitRefreshPeriod(),
				properties.getTimeoutDuration());
	}

	private static void requireDuration(PropertyValidator validator, String name, Duration value) {
		validator.requireMillis(name, value);
		validator.require(value.compareTo(Duration.ofDays(1)) <= 0, name, value, "It must be a day or shorter.");
	}

}
