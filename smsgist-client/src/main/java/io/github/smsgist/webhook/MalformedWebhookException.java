package io.github.smsgist.webhook;

/**
 * Thrown when the body of a genuine webhook delivery is not an event. An endpoint answers
 * with 400. The message says what is wrong, and shows nothing of the body.
 *
 * @since 0.1.0
 */
public final class MalformedWebhookException extends RuntimeException {

	MalformedWebhookException(String message) {
		super(message);
	}

}
