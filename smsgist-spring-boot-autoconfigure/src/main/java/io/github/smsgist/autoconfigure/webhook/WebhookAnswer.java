package io.github.smsgist.autoconfigure.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.github.smsgist.internal.text.LowerCaseName;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import io.github.smsgist.webhook.WebhookSignatureException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answer of the endpoint to a delivery. Written without the application's message
 * converters and codecs, which may have been customized.
 *
 * @param status the status
 * @param result the result of the delivery in one word, without characters that JSON
 * escapes
 */
record WebhookAnswer(HttpStatus status, String result) {

	static final WebhookAnswer MALFORMED = new WebhookAnswer(HttpStatus.BAD_REQUEST, "malformed");

	static final WebhookAnswer METHOD_NOT_ALLOWED = new WebhookAnswer(HttpStatus.METHOD_NOT_ALLOWED,
			"method_not_allowed");

	static final WebhookAnswer TOO_SLOW = new WebhookAnswer(HttpStatus.REQUEST_TIMEOUT, "too_slow");

	static final WebhookAnswer TOO_LARGE = new WebhookAnswer(HttpStatus.CONTENT_TOO_LARGE, "too_large");

	static final WebhookAnswer FAILED = new WebhookAnswer(HttpStatus.INTERNAL_SERVER_ERROR, "failed");

	static WebhookAnswer of(WebhookOutcome outcome) {
		return new WebhookAnswer((outcome != WebhookOutcome.BUSY) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
				LowerCaseName.of(outcome));
	}

	static WebhookAnswer of(WebhookSignatureException.Reason reason) {
		return new WebhookAnswer(HttpStatus.UNAUTHORIZED, LowerCaseName.of(reason));
	}

	byte[] body() {
		return "{\"result\":\"%s\"}".formatted(this.result).getBytes(StandardCharsets.US_ASCII);
	}

	void addTo(HttpHeaders headers) {
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.setContentLength(body().length);
		if (this.status == HttpStatus.METHOD_NOT_ALLOWED) {
			headers.setAllow(Set.of(HttpMethod.POST));
		}
	}

}
