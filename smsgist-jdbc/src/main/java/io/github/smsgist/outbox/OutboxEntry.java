package io.github.smsgist.outbox;

import java.time.Instant;

import io.github.smsgist.internal.privacy.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * Message in the outbox, without its recipients and its text.
 *
 * @param idempotencyKey the key
 * @param state the state
 * @param messageId the service's id of the message, if it was sent
 * @param sentAt the time at which it was sent, if it was
 * @param dueAt the earliest time at which it will be sent, if it is pending
 * @param parkedReason the reason why it is parked, if it is
 * @param parkedAt the time at which it was parked, if it is
 * @param detail the last error, without phone numbers, addresses and texts
 * @param attempts the number of failed attempts
 * @param campaign the campaign it belongs to, if any
 * @since 0.1.0
 */
public record OutboxEntry(String idempotencyKey, OutboxState state, @Nullable String messageId,
		@Nullable Instant sentAt, @Nullable Instant dueAt, @Nullable ParkedReason parkedReason,
		@Nullable Instant parkedAt, @Nullable String detail, int attempts, @Nullable String campaign) {

	static final int MAX_SHOWN = 1000;

	@Override
	public String toString() {
		return "OutboxEntry[idempotencyKey=%s, state=%s, messageId=%s, sentAt=%s, dueAt=%s, parkedReason=%s, parkedAt=%s, detail=%s, attempts=%s, campaign=%s]"
			.formatted(OneLine.of(this.idempotencyKey), this.state, OneLine.of(this.messageId), this.sentAt, this.dueAt,
					this.parkedReason, this.parkedAt, (this.detail != null) ? OneLine.of(this.detail, MAX_SHOWN) : null,
					this.attempts, OneLine.of(this.campaign));
	}

}
