package io.github.smsgist.autoconfigure;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;

/**
 * Callback interface for customizing the {@link RateLimiterConfig.Builder}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SmsGistRateLimiterConfigCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder
	 */
	void customize(RateLimiterConfig.Builder builder);

}
