package io.github.smsgist.autoconfigure;

import java.net.http.HttpClient.Redirect;

import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;

/**
 * Keeps HTTP clients from making requests that nobody asked for. Reactor Netty sends a
 * request again when its connection breaks early, Apache HttpComponents after a 503 (a
 * message's retry, too, which would then be paid for twice), and a redirect would take
 * the credentials elsewhere. Whether a request may be repeated is decided in one place,
 * and that is not the HTTP client.
 */
final class StrictConnectorBuilder {

	private StrictConnectorBuilder() {
	}

	/**
	 * The builder with a last customizer, so that one of the application's cannot bring
	 * redirects back.
	 */
	static ClientHttpConnectorBuilder<?> of(ClientHttpConnectorBuilder<?> builder) {
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			return ReactorNetty.makeStrict(reactor);
		}
		if (builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) {
			return httpComponents.withHttpClientCustomizer(HttpComponents::makeStrict);
		}
		if (builder instanceof JdkClientHttpConnectorBuilder jdk) {
			return jdk.withHttpClientCustomizer((client) -> client.followRedirects(Redirect.NEVER));
		}
		return builder;
	}

	/**
	 * Apart, so that the outer class loads without Reactor Netty.
	 */
	private static final class ReactorNetty {

		private static ClientHttpConnectorBuilder<?> makeStrict(ReactorClientHttpConnectorBuilder builder) {
			return builder.withHttpClientCustomizer((client) -> client.disableRetry(true).followRedirect(false));
		}

	}

	/**
	 * Apart, so that the outer class loads without Apache HttpComponents.
	 */
	private static final class HttpComponents {

		private static void makeStrict(HttpAsyncClientBuilder client) {
			client.disableAutomaticRetries().disableRedirectHandling();
		}

	}

}
