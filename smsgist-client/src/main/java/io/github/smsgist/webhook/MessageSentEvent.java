package io.github.smsgist.webhook;

/**
 * A message was handed to a carrier or a mail server.
 *
 * @param details what the event carries
 * @since 0.1.0
 */
public record MessageSentEvent(WebhookEventDetails details) implements WebhookEvent {

	/**
	 * The word that names the event.
	 */
	public static final String EVENT = "message.sent";

	@Override
	public String event() {
		return EVENT;
	}

}
