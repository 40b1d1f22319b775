package io.github.smsgist.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Attempt of a sandbox to deliver an event.
 *
 * @param url where it went
 * @param event the event, such as {@code message.delivered}
 * @param messageId the message's id
 * @param recipientId the recipient's id
 * @param attempt the number of the attempt, from 1
 * @param status the HTTP status that was answered; 0 if there was no answer
 * @param time when it was made, in real time whatever the sandbox's clock says
 * @param duration how long the answer took
 * @param body what was delivered
 * @since 0.1.0
 */
public record WebhookDelivery(URI url, String event, String messageId, String recipientId, int attempt, int status,
		Instant time, Duration duration, String body) {

	/**
	 * Return whether the receiver took the event.
	 * @return whether the status is 2xx
	 */
	public boolean isAccepted() {
		return this.status >= 200 && this.status < 300;
	}

	/**
	 * Return a text that does not tell whom the event is about.
	 */
	@Override
	public String toString() {
		return "WebhookDelivery[url=" + this.url + ", event=" + this.event + ", messageId=" + this.messageId
				+ ", recipientId=" + this.recipientId + ", attempt=" + this.attempt + ", status=" + this.status + "]";
	}

}
