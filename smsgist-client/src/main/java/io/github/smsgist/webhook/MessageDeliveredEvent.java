package io.github.smsgist.webhook;

/**
 * A message arrived.
 *
 * @param details what the event carries
 * @since 0.1.0
 */
public record MessageDeliveredEvent(WebhookEventDetails details) implements WebhookEvent {

	/**
	 * The word that names the event.
	 */
	public static final String EVENT = "message.delivered";

	@Override
	public String event() {
		return EVENT;
	}

}
