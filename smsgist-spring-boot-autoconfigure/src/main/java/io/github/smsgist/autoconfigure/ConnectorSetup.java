package io.github.smsgist.autoconfigure;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;

/**
 * What an HTTP client needs for SMSGist beyond its settings.
 */
@FunctionalInterface
interface ConnectorSetup {

	/**
	 * Apply the setup.
	 * @param builder the builder as the application has it
	 * @return the builder to go on with
	 */
	ClientHttpConnectorBuilder<?> applyTo(ClientHttpConnectorBuilder<?> builder);

}
