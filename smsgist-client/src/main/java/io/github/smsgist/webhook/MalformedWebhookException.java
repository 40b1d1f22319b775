package io.github.smsgist.webhook;

/**
 * The body of a webhook delivery is not an event. An endpoint answers with 400. The
 * message tells where the fault is, and shows nothing of the body.
 *
 * @since 0.1.0
 */
public final class MalformedWebhookException extends RuntimeException {

	MalformedWebhookException(String message) {
		super(message);
	}

}
