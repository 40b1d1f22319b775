package io.github.smsgist.webhook;

/**
 * An email was reported as spam by the recipient.
 *
 * @param details what the event carries
 * @since 0.1.0
 */
public record MessageComplainedEvent(WebhookEventDetails details) implements WebhookEvent {

	/**
	 * The word that names the event.
	 */
	public static final String EVENT = "message.complained";

	@Override
	public String event() {
		return EVENT;
	}

}
