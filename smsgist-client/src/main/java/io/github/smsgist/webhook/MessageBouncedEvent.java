package io.github.smsgist.webhook;

/**
 * An email was returned by the server of the recipient.
 *
 * @param details what the event carries
 * @since 0.1.0
 */
public record MessageBouncedEvent(WebhookEventDetails details) implements WebhookEvent {

	/**
	 * The word that names the event.
	 */
	public static final String EVENT = "message.bounced";

	@Override
	public String event() {
		return EVENT;
	}

}
