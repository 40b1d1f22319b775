package io.github.smsgist.webhook;

/**
 * A message was accepted by SMSGist.
 *
 * @param details what the event carries
 * @since 0.1.0
 */
public record MessageQueuedEvent(WebhookEventDetails details) implements WebhookEvent {

	/**
	 * The word that names the event.
	 */
	public static final String EVENT = "message.queued";

	@Override
	public String event() {
		return EVENT;
	}

}
