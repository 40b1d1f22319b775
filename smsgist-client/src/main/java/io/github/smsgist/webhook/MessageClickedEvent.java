package io.github.smsgist.webhook;

/**
 * A link in an email was followed.
 *
 * @param details what the event carries
 * @since 0.1.0
 */
public record MessageClickedEvent(WebhookEventDetails details) implements WebhookEvent {

	/**
	 * The word that names the event.
	 */
	public static final String EVENT = "message.clicked";

	@Override
	public String event() {
		return EVENT;
	}

}
