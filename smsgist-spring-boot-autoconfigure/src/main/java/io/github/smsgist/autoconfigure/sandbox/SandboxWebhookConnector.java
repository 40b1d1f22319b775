package io.github.smsgist.autoconfigure.sandbox;

import java.net.URI;

import io.github.smsgist.autoconfigure.webhook.SmsGistWebhookProperties;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.StringUtils;

/**
 * Registers the application's webhook endpoint with the sandbox when the port is known.
 */
final class SandboxWebhookConnector implements ApplicationListener<WebServerInitializedEvent> {

	private final SmsGistSandbox sandbox;

	private final @Nullable URI url;

	private final SmsGistWebhookProperties webhook;

	private final @Nullable Ssl ssl;

	private final String basePath;

	/**
	 * Create a new instance.
	 * @param sandbox the sandbox
	 * @param url the address to deliver to instead of the application's endpoint
	 * @param webhook the secret and the path of the endpoint
	 * @param ssl the SSL settings of the application's server
	 * @param basePath the path of the application
	 */
	SandboxWebhookConnector(SmsGistSandbox sandbox, @Nullable URI url, SmsGistWebhookProperties webhook,
			@Nullable Ssl ssl, String basePath) {
		this.sandbox = sandbox;
		this.url = url;
		this.webhook = webhook;
		this.ssl = ssl;
		this.basePath = basePath;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		String secret = this.webhook.getSecret();
		if (event.getApplicationContext().getServerNamespace() == null && StringUtils.hasText(secret)) {
			SandboxConfiguration.VALIDATOR.set("webhook-url",
					(this.url != null) ? this.url : endpoint(event.getWebServer().getPort()),
					(url) -> this.sandbox.webhooks().deliverTo(url, secret));
		}
	}

	private URI endpoint(int port) {
		return URI.create((Ssl.isEnabled(this.ssl) ? "https" : "http") + "://localhost:" + port + this.basePath
				+ this.webhook.getPath());
	}

}
