package io.github.smsgist.autoconfigure.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import io.github.smsgist.autoconfigure.webhook.WebhookBodies.Body;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import io.github.smsgist.webhook.WebhookSigner;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@link HandlerFunction} for the endpoint in a servlet application.
 */
final class ServletWebhookHandler implements HandlerFunction<ServerResponse> {

	/**
	 * Maximum number of server threads that wait for bodies. A body that arrives together
	 * with its headers does not count.
	 */
	private static final int MAX_WAITING = 32;

	private final WebhookEndpoint endpoint;

	private final WebhookBodies bodies;

	private final Semaphore waiting = new Semaphore(MAX_WAITING);

	ServletWebhookHandler(WebhookEndpoint endpoint, WebhookBodies bodies) {
		this.endpoint = endpoint;
		this.bodies = bodies;
	}

	@Override
	public ServerResponse handle(ServerRequest request) {
		CompletableFuture<ServerResponse> response = answer(request).thenApply(ServletWebhookHandler::response);
		if (response.isDone() || !request.servletRequest().isAsyncSupported()) {
			return response.join();
		}
		return ServerResponse.async(response, Duration.ZERO);
	}

	private static ServerResponse response(WebhookAnswer answer) {
		return ServerResponse.status(answer.status())
			.headers(answer::addTo)
			.build((servletRequest, servletResponse) -> {
				servletResponse.getOutputStream().write(answer.body());
				return null;
			});
	}

	private CompletableFuture<WebhookAnswer> answer(ServerRequest request) {
		if (!request.method().equals(HttpMethod.POST)) {
			return CompletableFuture.completedFuture(WebhookAnswer.METHOD_NOT_ALLOWED);
		}
		if (request.servletRequest().getContentLengthLong() > this.bodies.maxSize()) {
			return CompletableFuture.completedFuture(WebhookAnswer.TOO_LARGE);
		}
		String timestamp = request.headers().firstHeader(WebhookSigner.TIMESTAMP_HEADER);
		String signature = request.headers().firstHeader(WebhookSigner.SIGNATURE_HEADER);
		WebhookAnswer refusal = this.endpoint.refuse(timestamp, signature);
		if (refusal != null) {
			return CompletableFuture.completedFuture(refusal);
		}
		Body body = this.bodies.open();
		refusal = read(request.servletRequest(), body);
		CompletableFuture<WebhookAnswer> answer = (refusal != null) ? CompletableFuture.completedFuture(refusal)
				: this.endpoint.receive(timestamp, signature, body.toByteArray());
		return answer.whenComplete((result, failure) -> body.close());
	}

	private @Nullable WebhookAnswer read(HttpServletRequest request, Body body) {
		try {
			InputStream content = request.getInputStream();
			long length = request.getContentLengthLong();
			if (length >= 0 && content.available() >= length) {
				return read(content, body);
			}
			if (!this.waiting.tryAcquire()) {
				return WebhookAnswer.of(WebhookOutcome.BUSY);
			}
			try {
				return read(content, body);
			}
			finally {
				this.waiting.release();
			}
		}
		catch (IOException ex) {
			// The client disconnected, or the framing is invalid.
			return WebhookAnswer.MALFORMED;
		}
	}

	private static @Nullable WebhookAnswer read(InputStream content, Body body) throws IOException {
		long start = System.nanoTime();
		byte[] part = new byte[WebhookBodies.SMALL];
		for (int length = content.read(part); length != -1; length = content.read(part)) {
			if (!body.add(part, length)) {
				return body.refusal();
			}
			if (System.nanoTime() - start > WebhookBodies.TIMEOUT.toNanos()) {
				return WebhookAnswer.TOO_SLOW;
			}
		}
		return null;
	}

}
