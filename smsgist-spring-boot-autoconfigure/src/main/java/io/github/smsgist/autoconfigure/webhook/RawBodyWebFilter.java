package io.github.smsgist.autoconfigure.webhook;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.codec.multipart.Part;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that preserves the body for the endpoint, because other filters read
 * the body of a form before the handler does.
 */
final class RawBodyWebFilter implements WebFilter, Ordered {

	private final String path;

	RawBodyWebFilter(String path) {
		this.path = path;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		boolean delivery = exchange.getRequest().getPath().pathWithinApplication().value().equals(this.path);
		return chain.filter(delivery ? new RawBodyExchange(exchange) : exchange);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	private static final class RawBodyExchange extends ServerWebExchangeDecorator {

		RawBodyExchange(ServerWebExchange exchange) {
			super(exchange);
		}

		@Override
		public Mono<MultiValueMap<String, String>> getFormData() {
			return Mono.just(new LinkedMultiValueMap<>());
		}

		@Override
		public Mono<MultiValueMap<String, Part>> getMultipartData() {
			return Mono.just(new LinkedMultiValueMap<>());
		}

	}

}
