package io.github.smsgist.autoconfigure;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Customizes the {@link WebClient.Builder} that requests to SMSGist are made with.
 * Applied last, after everything that the starter sets.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SmsGistWebClientBuilderCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder
	 */
	void customize(WebClient.Builder builder);

}
