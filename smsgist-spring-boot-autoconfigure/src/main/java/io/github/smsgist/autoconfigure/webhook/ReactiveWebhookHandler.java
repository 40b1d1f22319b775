package io.github.smsgist.autoconfigure.webhook;

import java.util.concurrent.TimeoutException;

import io.github.smsgist.autoconfigure.webhook.WebhookBodies.Body;
import io.github.smsgist.webhook.WebhookSigner;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * {@link HandlerFunction} for the endpoint in a reactive application.
 */
final class ReactiveWebhookHandler implements HandlerFunction<ServerResponse> {

	private final WebhookEndpoint endpoint;

	private final WebhookBodies bodies;

	ReactiveWebhookHandler(WebhookEndpoint endpoint, WebhookBodies bodies) {
		this.endpoint = endpoint;
		this.bodies = bodies;
	}

	@Override
	public Mono<ServerResponse> handle(ServerRequest request) {
		return answer(request).flatMap(ReactiveWebhookHandler::response);
	}

	private Mono<WebhookAnswer> answer(ServerRequest request) {
		if (!request.method().equals(HttpMethod.POST)) {
			return Mono.just(WebhookAnswer.METHOD_NOT_ALLOWED);
		}
		if (request.headers().contentLength().orElse(0) > this.bodies.maxSize()) {
			return Mono.just(WebhookAnswer.TOO_LARGE);
		}
		String timestamp = request.headers().firstHeader(WebhookSigner.TIMESTAMP_HEADER);
		String signature = request.headers().firstHeader(WebhookSigner.SIGNATURE_HEADER);
		WebhookAnswer refusal = this.endpoint.refuse(timestamp, signature);
		if (refusal != null) {
			return Mono.just(refusal);
		}
		Flux<DataBuffer> content = request.exchange().getRequest().getBody();
		return Mono
			.using(this.bodies::open,
					(body) -> read(content, body).then(Mono.defer(() -> receive(timestamp, signature, body))))
			.onErrorReturn(TimeoutException.class, WebhookAnswer.TOO_SLOW);
	}

	private static Mono<Void> read(Flux<DataBuffer> content, Body body) {
		return content.map(ReactiveWebhookHandler::bytes)
			.takeUntil((part) -> !body.add(part, part.length))
			.then()
			.timeout(WebhookBodies.TIMEOUT);
	}

	private Mono<WebhookAnswer> receive(@Nullable String timestamp, @Nullable String signature, Body body) {
		WebhookAnswer refusal = body.refusal();
		// Not cancelled, so that listeners continue when the client disconnects.
		return (refusal != null) ? Mono.just(refusal)
				: Mono.fromFuture(this.endpoint.receive(timestamp, signature, body.toByteArray()), true);
	}

	private static Mono<ServerResponse> response(WebhookAnswer answer) {
		return ServerResponse.status(answer.status()).headers(answer::addTo).build((exchange, context) -> {
			ServerHttpResponse response = exchange.getResponse();
			return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
		});
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
