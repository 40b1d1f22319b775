package io.github.smsgist.autoconfigure;

import java.net.http.HttpClient.Redirect;

import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.internal.PlatformDependent;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.transport.NameResolverProvider;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.util.ClassUtils;

/**
 * Turns off redirects and the retries of HTTP clients. Reactor Netty retries a request
 * when its connection breaks early, Apache HttpComponents after a 503, even if that would
 * send twice. A redirect would send the credentials elsewhere.
 */
final class StrictConnectorBuilder {

	private StrictConnectorBuilder() {
	}

	/**
	 * Return the builder with a last customizer, so that none of the application's can
	 * enable redirects.
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
	 * Separate class, so that the outer one loads without Reactor Netty.
	 */
	static final class ReactorNetty {

		private static final NameResolverProvider DEFAULT_RESOLVER = NameResolverProvider.builder().build();

		private ReactorNetty() {
		}

		private static ClientHttpConnectorBuilder<?> makeStrict(ReactorClientHttpConnectorBuilder builder) {
			return builder.withHttpClientCustomizer(
					(client) -> proxied(resolving(client)).disableRetry(true).followRedirect(false));
		}

		/**
		 * Leave names to the proxy, which is often the only one that can resolve them.
		 * Reactor Netty does so only for a client that has no resolver yet, and one that
		 * runs on given event loops has its default one.
		 */
		private static HttpClient proxied(HttpClient client) {
			HttpClientConfig config = client.configuration();
			boolean isDefault = DEFAULT_RESOLVER.equals(config.getNameResolverProvider())
					|| config.resolver() == DefaultAddressResolverGroup.INSTANCE;
			return (config.hasProxy() && isDefault) ? client.resolver(NoopAddressResolverGroup.INSTANCE) : client;
		}

		/**
		 * Use the JDK's resolver, because on macOS Netty's own warns that its native
		 * part, which the starter excludes, is missing.
		 */
		static HttpClient resolving(HttpClient client) {
			boolean warns = PlatformDependent.isOsx() && client.configuration().resolver() == null
					&& !ClassUtils.isPresent("io.netty.resolver.dns.macos.MacOSDnsServerAddressStreamProvider",
							HttpClient.class.getClassLoader());
			return warns ? client.resolver(DefaultAddressResolverGroup.INSTANCE) : client;
		}

	}

	/**
	 * Separate class, so that the outer one loads without Apache HttpComponents.
	 */
	private static final class HttpComponents {

		private static void makeStrict(HttpAsyncClientBuilder client) {
			client.disableAutomaticRetries().disableRedirectHandling();
		}

	}

}
