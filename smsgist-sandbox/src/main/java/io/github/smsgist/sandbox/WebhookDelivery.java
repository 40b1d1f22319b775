package io.github.smsgist.sandbox;

import java.net.URI;

/**
 * One attempt of a sandbox to deliver an event.
 *
 * @param url where it went
 * @param event the event, such as {@code message.delivered}
 * @param messageId the message's id
 * @param recipientId the recipient's id
 * @param attempt the number of the attempt, from 1
 * @param status the HTTP status that was answered; 0 if there was no answer
 * @since 0.1.0
 */
public record WebhookDelivery(URI url, String event, String messageId, String recipientId, int attempt, int status) {

	/**
	 * Return whether the receiver took the event.
	 * @return whether the status is 2xx
	 */
	public boolean isAccepted() {
		return this.status >= 200 && this.status < 300;
	}

}
