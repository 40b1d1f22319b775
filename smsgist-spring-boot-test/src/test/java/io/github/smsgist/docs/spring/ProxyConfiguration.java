package io.github.smsgist.docs.spring;

import reactor.netty.transport.ProxyProvider.Proxy;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::proxy[]
@Configuration(proxyBeanMethods = false)
class ProxyConfiguration {

	@Bean
	ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> proxy(@Value("${proxy.host}") String host,
			@Value("${proxy.port}") int port) {
		return (builder) -> builder.withHttpClientCustomizer(
				(client) -> client.proxy((proxy) -> proxy.type(Proxy.HTTP).host(host).port(port)));
	}

}
// end::proxy[]
