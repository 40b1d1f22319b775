package io.github.smsgist.autoconfigure;

import java.net.http.HttpClient.Redirect;

import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.internal.PlatformDependent;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.util.ClassUtils;

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
			return builder
				.withHttpClientCustomizer((client) -> resolving(client).disableRetry(true).followRedirect(false));
		}

		/**
		 * On macOS, Netty's own resolver warns that its native part is missing, which the
		 * starter leaves out. The JDK's asks the system, as the native part would.
		 */
		private static HttpClient resolving(HttpClient client) {
			boolean warns = PlatformDependent.isOsx() && client.configuration().resolver() == null
					&& !ClassUtils.isPresent("io.netty.resolver.dns.macos.MacOSDnsServerAddressStreamProvider",
							HttpClient.class.getClassLoader());
			return warns ? client.resolver(DefaultAddressResolverGroup.INSTANCE) : client;
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
