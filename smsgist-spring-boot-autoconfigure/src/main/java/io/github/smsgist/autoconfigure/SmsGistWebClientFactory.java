package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.autoconfigure.HttpClientSettingsPropertyMapper;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Factory for the {@link WebClient.Builder} for SMSGist, a copy of the application's.
 */
final class SmsGistWebClientFactory {

	private static final HttpClientSettings DEFAULTS = HttpClientSettings.defaults()
		.withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10));

	/**
	 * Created on first use, as loading the HTTP client takes longer than everything else
	 * at startup.
	 */
	private final SingletonSupplier<WebClient.Builder> builder;

	SmsGistWebClientFactory(Supplier<WebClient.Builder> webClientBuilder,
			ClientHttpConnectorBuilder<?> connectorBuilder, HttpClientSettings settings,
			List<SmsGistWebClientBuilderCustomizer> customizers, Environment environment) {
		this.builder = SingletonSupplier.of(() -> {
			WebClient.Builder builder = webClientBuilder.get()
				.clone()
				.clientConnector(connector(connectorBuilder, settings));
			customizers.forEach((customizer) -> customizer.customize(builder));
			return builder;
		});
		if (!customizers.isEmpty() || isSet(environment, "smsgist.http") || isSet(environment, "spring.http.clients")) {
			// Created at start-up, so that errors in the application's settings show
			// there.
			this.builder.obtain();
		}
	}

	WebClient.Builder builder() {
		return this.builder.obtain();
	}

	/**
	 * Return {@code smsgist.http.*}, then {@code spring.http.clients.*}, then the
	 * defaults.
	 */
	static HttpClientSettings settings(SmsGistHttpProperties properties, @Nullable SslBundles sslBundles,
			@Nullable HttpClientSettings settings) {
		properties.validate();
		try {
			return new HttpClientSettingsPropertyMapper(sslBundles, settings).map(properties).orElse(DEFAULTS);
		}
		catch (NoSuchSslBundleException ex) {
			throw new PropertyValidator("smsgist.http").rejected("ssl.bundle", ex.getBundleName(),
					"There is no such bundle in spring.ssl.bundle.*.");
		}
	}

	private static boolean isSet(Environment environment, String prefix) {
		return Binder.get(environment).bind(prefix, Bindable.mapOf(String.class, Object.class)).isBound();
	}

	private static ClientHttpConnector connector(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings) {
		try {
			return StrictConnectorBuilder.of(builder).build(settings.withRedirects(HttpRedirects.DONT_FOLLOW));
		}
		catch (IllegalArgumentException ex) {
			throw new PropertyValidator("smsgist").rejected("http", null,
					"It, or spring.http.clients, does not fit the HTTP client: " + ex.getMessage());
		}
	}

}
