package io.github.smsgist.webhook;

/**
 * An event that this version does not know.
 *
 * @param event the word that names the event, as received
 * @param details what the event carries
 * @since 0.1.0
 */
public record UnknownWebhookEvent(String event, WebhookEventDetails details) implements WebhookEvent {

	/**
	 * Return one line of text without personal data.
	 */
	@Override
	public String toString() {
		return "UnknownWebhookEvent[event=%s, details=%s]".formatted(OneLine.of(this.event), this.details);
	}

}
