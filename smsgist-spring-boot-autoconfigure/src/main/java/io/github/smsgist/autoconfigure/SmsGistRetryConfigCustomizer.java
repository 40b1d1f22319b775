package io.github.smsgist.autoconfigure;

import io.github.resilience4j.retry.RetryConfig;

/**
 * Customizes how calls to SMSGist are repeated. What may be repeated at all stays
 * decided.
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
