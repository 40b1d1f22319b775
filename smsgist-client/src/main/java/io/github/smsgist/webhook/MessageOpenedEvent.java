package io.github.smsgist.webhook;

/**
 * An email was opened.
 *
 * @param details what the event carries
 * @since 0.1.0
 */
public record MessageOpenedEvent(WebhookEventDetails details) implements WebhookEvent {

	/**
	 * The word that names the event.
	 */
	public static final String EVENT = "message.opened";

	@Override
	public String event() {
		return EVENT;
	}

}
