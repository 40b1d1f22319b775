package io.github.smsgist.webhook;

/**
 * Thrown when the body of a verified webhook delivery is not an event. An endpoint
 * answers with 400. The exception's message does not show the body.
 *
 * @since 0.1.0
 */
public final class MalformedWebhookException extends RuntimeException {

	MalformedWebhookException(String message) {
		super(message);
	}

}
