package io.github.smsgist.outbox;

import io.github.smsgist.internal.privacy.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * Event published when a message has been parked, in the transaction that parks it. If a
 * listener throws an exception, the event is published again later.
 *
 * @param idempotencyKey the key
 * @param reason the reason
 * @param detail the error, without phone numbers, addresses and texts
 * @param campaign the campaign it belongs to, if any
 * @since 0.1.0
 */
public record OutboxParkedEvent(String idempotencyKey, ParkedReason reason, String detail, @Nullable String campaign) {

	@Override
	public String toString() {
		return "OutboxParkedEvent[idempotencyKey=%s, reason=%s, detail=%s, campaign=%s]".formatted(
				OneLine.of(this.idempotencyKey), this.reason, OneLine.of(this.detail, OutboxEntry.MAX_SHOWN),
				OneLine.of(this.campaign));
	}

}
