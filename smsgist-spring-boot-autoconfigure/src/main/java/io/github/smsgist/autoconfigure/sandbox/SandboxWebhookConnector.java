package io.github.smsgist.autoconfigure.sandbox;

import java.net.URI;

import io.github.smsgist.sandbox.SmsGistSandbox;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Registers the application's webhook endpoint with the sandbox when the port is known.
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
		String secret = this.environment.getProperty("smsgist.webhook.secret");
		if (event.getApplicationContext().getServerNamespace() == null && StringUtils.hasText(secret)) {
			SandboxConfiguration.VALIDATOR.set("webhook-url", (this.url != null) ? this.url : ownEndpoint(event),
					(url) -> this.sandbox.webhooks().deliverTo(url, secret));
		}
	}

	private URI ownEndpoint(WebServerInitializedEvent event) {
		boolean secure = this.environment.getProperty("server.ssl.enabled", Boolean.class,
				this.environment.containsProperty("server.ssl.bundle"));
		return URI.create((secure ? "https" : "http") + "://localhost:" + event.getWebServer().getPort()
				+ (isServlet(event)
						? property("server.servlet.context-path", "") + property("spring.mvc.servlet.path", "")
						: property("spring.webflux.base-path", ""))
				+ property("smsgist.webhook.path", "/smsgist/webhook"));
	}

	private String property(String name, String defaultValue) {
		String value = this.environment.getProperty(name, defaultValue);
		return value.equals("/") ? "" : value;
	}

	/**
	 * Decided by name, because only servlet applications have the class.
	 */
	private static boolean isServlet(WebServerInitializedEvent event) {
		return event.getClass().getSimpleName().startsWith("Servlet");
	}

}
