package io.github.smsgist.autoconfigure.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import io.github.smsgist.webhook.WebhookSignatureException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * What the endpoint answers to a delivery. Written without the message converters and
 * codecs of the application, which may be set up in any way.
 *
 * @param status the status
 * @param result one word for what became of the delivery; needs no escaping in JSON
 */
record WebhookAnswer(HttpStatus status, String result) {

	static final WebhookAnswer HANDLED = new WebhookAnswer(HttpStatus.OK, "handled");

	static final WebhookAnswer REPEATED = new WebhookAnswer(HttpStatus.OK, "repeated");

	static final WebhookAnswer MALFORMED = new WebhookAnswer(HttpStatus.BAD_REQUEST, "malformed");

	static final WebhookAnswer METHOD_NOT_ALLOWED = new WebhookAnswer(HttpStatus.METHOD_NOT_ALLOWED,
			"method_not_allowed");

	static final WebhookAnswer TOO_LARGE = new WebhookAnswer(HttpStatus.CONTENT_TOO_LARGE, "too_large");

	static final WebhookAnswer FAILED = new WebhookAnswer(HttpStatus.INTERNAL_SERVER_ERROR, "failed");

	static final WebhookAnswer BUSY = new WebhookAnswer(HttpStatus.SERVICE_UNAVAILABLE, "busy");

	static WebhookAnswer refused(WebhookSignatureException.Reason reason) {
		return new WebhookAnswer(HttpStatus.UNAUTHORIZED, reason.name().toLowerCase(Locale.ROOT));
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
