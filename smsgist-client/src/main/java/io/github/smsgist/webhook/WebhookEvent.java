package io.github.smsgist.webhook;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Event in the life of a message, reported by SMSGist through a webhook. There is one
 * type for each documented event, and {@link UnknownWebhookEvent} for those that are yet
 * to come.
 * <p>
 * Events may arrive late, out of order, and more than once.
 *
 * @since 0.1.0
 */
public sealed interface WebhookEvent
		permits MessageQueuedEvent, MessageSentEvent, MessageDeliveredEvent, MessageFailedEvent, MessageOpenedEvent,
		MessageClickedEvent, MessageBouncedEvent, MessageComplainedEvent, UnknownWebhookEvent {

	/**
	 * Return the word that names the event.
	 * @return the word as received, such as {@code message.delivered}
	 */
	String event();

	/**
	 * Return what the event carries.
	 * @return the details
	 */
	WebhookEventDetails details();

	/**
	 * Return the id of the message.
	 * @return the id, opaque
	 */
	default @Nullable String messageId() {
		return details().messageId();
	}

	/**
	 * Return the id of the recipient of the message.
	 * @return the id, opaque
	 */
	default @Nullable String recipientId() {
		return details().recipientId();
	}

	/**
	 * Return the recipient.
	 * @return the phone number or email address
	 */
	default @Nullable String recipient() {
		return details().recipient();
	}

	/**
	 * Return the status word.
	 * @return the word as received
	 */
	default @Nullable String status() {
		return details().status();
	}

	/**
	 * Return when it happened.
	 * @return the time
	 */
	default @Nullable Instant timestamp() {
		return details().timestamp();
	}

	/**
	 * Return further data.
	 * @return an unmodifiable map, empty if there is none
	 */
	default Map<String, @Nullable Object> metadata() {
		return details().metadata();
	}

}
