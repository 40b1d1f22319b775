package io.github.smsgist.webhook;

/**
 * An event that this version does not know.
 *
 * @param event the word that names the event, as received
 * @param details what the event carries
 * @since 0.1.0
 */
public record UnknownWebhookEvent(String event, WebhookEventDetails details) implements WebhookEvent {

}
