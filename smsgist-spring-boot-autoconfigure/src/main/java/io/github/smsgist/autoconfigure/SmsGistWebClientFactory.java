package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.HttpClientSettingsPropertyMapper;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the {@link WebClient.Builder} for SMSGist from the application's own, which it
 * leaves as it is.
 */
final class SmsGistWebClientFactory {

	private static final HttpClientSettings DEFAULTS = HttpClientSettings.defaults()
		.withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10));

	private final WebClient.Builder webClientBuilder;

	private final ClientHttpConnector connector;

	private final List<SmsGistWebClientBuilderCustomizer> customizers;

	SmsGistWebClientFactory(WebClient.Builder webClientBuilder, ClientHttpConnectorBuilder<?> connectorBuilder,
			HttpClientSettings settings, List<SmsGistWebClientBuilderCustomizer> customizers) {
		this.webClientBuilder = webClientBuilder;
		this.connector = withoutRetries(connectorBuilder).build(settings.withRedirects(HttpRedirects.DONT_FOLLOW));
		this.customizers = customizers;
	}

	WebClient.Builder createBuilder() {
		WebClient.Builder builder = this.webClientBuilder.clone().clientConnector(this.connector);
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	/**
	 * {@code smsgist.http.*}, then {@code spring.http.clients.*}, then our own defaults.
	 */
	static HttpClientSettings settings(SmsGistHttpProperties properties, @Nullable SslBundles sslBundles,
			@Nullable HttpClientSettings settings) {
		Assert.isTrue(properties.getRedirects() == null || properties.getRedirects() == HttpRedirects.DONT_FOLLOW,
				"smsgist.http.redirects can only be dont-follow: a redirect would take the credentials elsewhere");
		return new HttpClientSettingsPropertyMapper(sslBundles, settings).map(properties).orElse(DEFAULTS);
	}

	/**
	 * Reactor Netty sends a request again on its own when the connection breaks early.
	 * Whether a request may be repeated is decided in one place, and that is not it.
	 */
	private static ClientHttpConnectorBuilder<?> withoutRetries(ClientHttpConnectorBuilder<?> builder) {
		return (builder instanceof ReactorClientHttpConnectorBuilder reactor)
				? reactor.withHttpClientCustomizer(ReactorNetty::withoutRetries) : builder;
	}

	/**
	 * Apart, so that the outer class loads without Reactor Netty.
	 */
	private static final class ReactorNetty {

		private static HttpClient withoutRetries(HttpClient client) {
			return client.disableRetry(true);
		}

	}

}
