package io.github.smsgist.sandbox.autoconfigure;

import java.net.URI;

import io.github.smsgist.sandbox.SmsGistSandbox;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Has the sandbox deliver its webhooks to the application's own endpoint, once it is
 * known on which port that is.
 */
final class SandboxWebhookConnector implements ApplicationListener<WebServerInitializedEvent> {

	private final SmsGistSandbox sandbox;

	private final @Nullable URI url;

	private final Environment environment;

	SandboxWebhookConnector(SmsGistSandbox sandbox, @Nullable URI url, Environment environment) {
		this.sandbox = sandbox;
		this.url = url;
		this.environment = environment;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (event.getApplicationContext().getServerNamespace() == null) {
			this.sandbox.webhooks()
				.deliverTo((this.url != null) ? this.url : ownEndpoint(event.getWebServer().getPort()),
						this.environment.getRequiredProperty("smsgist.webhook.secret"));
		}
	}

	private URI ownEndpoint(int port) {
		String scheme = this.environment.getProperty("server.ssl.enabled", Boolean.class, false)
				|| this.environment.containsProperty("server.ssl.bundle") ? "https" : "http";
		return URI
			.create(scheme + "://localhost:" + port + this.environment.getProperty("server.servlet.context-path", "")
					+ this.environment.getProperty("spring.webflux.base-path", "")
					+ this.environment.getProperty("smsgist.webhook.path", "/smsgist/webhook"));
	}

}
