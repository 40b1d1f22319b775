package io.github.smsgist.autoconfigure.webhook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.smsgist.webhook.WebhookSigner;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The endpoint in a reactive application. Listeners may block, so they run on the bounded
 * elastic scheduler.
 */
final class ReactiveWebhookHandler implements HandlerFunction<ServerResponse> {

	private static final Executor LISTENERS = (task) -> Schedulers.boundedElastic().schedule(task);

	private final WebhookEndpoint endpoint;

	private final int maxBodySize;

	ReactiveWebhookHandler(WebhookEndpoint endpoint, int maxBodySize) {
		this.endpoint = endpoint;
		this.maxBodySize = maxBodySize;
	}

	@Override
	public Mono<ServerResponse> handle(ServerRequest request) {
		return answer(request).flatMap(ReactiveWebhookHandler::response);
	}

	private Mono<WebhookAnswer> answer(ServerRequest request) {
		if (!request.method().equals(HttpMethod.POST)) {
			return Mono.just(WebhookAnswer.METHOD_NOT_ALLOWED);
		}
		if (request.headers().contentLength().orElse(0) > this.maxBodySize) {
			return Mono.just(WebhookAnswer.TOO_LARGE);
		}
		return DataBufferUtils.join(request.exchange().getRequest().getBody(), this.maxBodySize)
			.map(ReactiveWebhookHandler::bytes)
			.defaultIfEmpty(new byte[0])
			.flatMap((body) -> receive(request.headers(), body))
			.onErrorReturn(DataBufferLimitException.class, WebhookAnswer.TOO_LARGE);
	}

	private Mono<WebhookAnswer> receive(ServerRequest.Headers headers, byte[] body) {
		String timestamp = headers.firstHeader(WebhookSigner.TIMESTAMP_HEADER);
		String signature = headers.firstHeader(WebhookSigner.SIGNATURE_HEADER);
		// A subscribeOn would interrupt the listeners when the client hangs up.
		return Mono.fromFuture(
				() -> CompletableFuture.supplyAsync(() -> this.endpoint.receive(timestamp, signature, body), LISTENERS),
				true);
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
