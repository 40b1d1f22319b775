package io.github.smsgist.autoconfigure;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Callback interface for customizing the {@link WebClient.Builder} for SMSGist. Applied
 * after all other settings.
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
