package io.github.smsgist.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Attempt to deliver an event to an endpoint.
 *
 * @param url the URL of the endpoint
 * @param event the event, such as {@code message.delivered}
 * @param messageId the message's id
 * @param recipientId the recipient's id
 * @param attempt the number of the attempt, from 1
 * @param status the HTTP status of the answer, or 0 if there was none
 * @param time the start of the attempt, in real time
 * @param duration the time until the answer
 * @param body the body of the request
 * @since 0.1.0
 */
public record WebhookDelivery(URI url, String event, String messageId, String recipientId, int attempt, int status,
		Instant time, Duration duration, String body) {

	/**
	 * Return whether the endpoint accepted the event.
	 * @return whether the status is 2xx
	 */
	public boolean isAccepted() {
		return this.status >= 200 && this.status < 300;
	}

	/**
	 * Return a description without the body.
	 */
	@Override
	public String toString() {
		return "WebhookDelivery[url=" + this.url + ", event=" + this.event + ", messageId=" + this.messageId
				+ ", recipientId=" + this.recipientId + ", attempt=" + this.attempt + ", status=" + this.status + "]";
	}

}
