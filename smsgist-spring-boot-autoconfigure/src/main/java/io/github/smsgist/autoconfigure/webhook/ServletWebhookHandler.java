package io.github.smsgist.autoconfigure.webhook;

import java.io.IOException;
import java.io.InputStream;

import io.github.smsgist.webhook.WebhookSigner;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The endpoint in a servlet application.
 */
final class ServletWebhookHandler implements HandlerFunction<ServerResponse> {

	private final WebhookEndpoint endpoint;

	private final int maxBodySize;

	ServletWebhookHandler(WebhookEndpoint endpoint, int maxBodySize) {
		this.endpoint = endpoint;
		this.maxBodySize = maxBodySize;
	}

	@Override
	public ServerResponse handle(ServerRequest request) {
		WebhookAnswer answer = answer(request);
		return ServerResponse.status(answer.status())
			.headers(answer::addTo)
			.build((servletRequest, servletResponse) -> {
				servletResponse.getOutputStream().write(answer.body());
				return null;
			});
	}

	private WebhookAnswer answer(ServerRequest request) {
		if (!request.method().equals(HttpMethod.POST)) {
			return WebhookAnswer.METHOD_NOT_ALLOWED;
		}
		if (request.servletRequest().getContentLengthLong() > this.maxBodySize) {
			return WebhookAnswer.TOO_LARGE;
		}
		byte[] body;
		try {
			InputStream content = request.servletRequest().getInputStream();
			body = content.readNBytes(this.maxBodySize);
			if (content.read() != -1) {
				return WebhookAnswer.TOO_LARGE;
			}
		}
		catch (IOException ex) {
			// Broken off, or broken framing.
			return WebhookAnswer.MALFORMED;
		}
		ServerRequest.Headers headers = request.headers();
		return this.endpoint.receive(headers.firstHeader(WebhookSigner.TIMESTAMP_HEADER),
				headers.firstHeader(WebhookSigner.SIGNATURE_HEADER), body);
	}

}
