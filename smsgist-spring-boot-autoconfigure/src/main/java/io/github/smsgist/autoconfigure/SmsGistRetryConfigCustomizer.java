package io.github.smsgist.autoconfigure;

import io.github.resilience4j.retry.RetryConfig;

/**
 * Callback interface for customizing the {@link RetryConfig.Builder}. A customizer cannot
 * enable retries of failures that must not be retried.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SmsGistRetryConfigCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder
	 */
	void customize(RetryConfig.Builder<Object> builder);

}
