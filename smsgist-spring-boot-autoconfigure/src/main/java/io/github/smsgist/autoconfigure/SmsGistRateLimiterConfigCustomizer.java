package io.github.smsgist.autoconfigure;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;

/**
 * Customizes how many calls are made to SMSGist.
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
