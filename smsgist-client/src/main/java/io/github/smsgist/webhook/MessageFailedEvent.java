package io.github.smsgist.webhook;

/**
 * A message could not be delivered.
 *
 * @param details what the event carries
 * @since 0.1.0
 */
public record MessageFailedEvent(WebhookEventDetails details) implements WebhookEvent {

	/**
	 * The word that names the event.
	 */
	public static final String EVENT = "message.failed";

	@Override
	public String event() {
		return EVENT;
	}

}
