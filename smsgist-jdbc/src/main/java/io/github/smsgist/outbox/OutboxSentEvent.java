package io.github.smsgist.outbox;

import java.time.Instant;

import io.github.smsgist.internal.privacy.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * Event published when a message has been sent, in the transaction that removes it from
 * the outbox. Changes of a listener in the same database are part of that transaction. If
 * a listener throws an exception, the event is published again later, but the message is
 * not sent again.
 *
 * @param idempotencyKey the key
 * @param messageId the service's id of the message
 * @param sentAt the time at which it was sent
 * @param campaign the campaign it belongs to, if any
 * @since 0.1.0
 */
public record OutboxSentEvent(String idempotencyKey, String messageId, Instant sentAt, @Nullable String campaign) {

	@Override
	public String toString() {
		return "OutboxSentEvent[idempotencyKey=%s, messageId=%s, sentAt=%s, campaign=%s]".formatted(
				OneLine.of(this.idempotencyKey), OneLine.of(this.messageId), this.sentAt, OneLine.of(this.campaign));
	}

}
