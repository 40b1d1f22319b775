package io.github.smsgist.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Receipt for a message that SMSGist accepted. A value that the service left out is
 * {@code null}.
 *
 * @param messageId the service's id of the message, opaque; for
 * {@code getMessageStatus(..)} and {@code retryMessage(..)}
 * @param status the status word as received, usually {@code queued}
 * @param recipientsCount how many recipients the message has
 * @param segments how many SMS segments the text takes, 0 for an email
 * @param totalCost the total cost, in the currency of the credits
 * @param costPerUnit the cost of one unit, in the currency of the credits
 * @param recipients the recipients as accepted, unmodifiable
 * @param idempotencyKey the key the message was sent under
 * @since 0.1.0
 */
public record SendReceipt(String messageId, @Nullable String status, @Nullable Integer recipientsCount,
		@Nullable Integer segments, @Nullable BigDecimal totalCost, @Nullable BigDecimal costPerUnit,
		List<Recipient> recipients, @Nullable String idempotencyKey) implements Serializable {

	/**
	 * Create a receipt.
	 */
	public SendReceipt {
		Objects.requireNonNull(messageId, "messageId");
		recipients = (recipients != null) ? List.copyOf(recipients) : List.of();
	}

	/**
	 * Create the receipt of an SMS of one segment to one recipient, for a unit test.
	 * @param messageId the service's id of the message
	 * @return a receipt with the status {@code queued}
	 */
	public static SendReceipt of(String messageId) {
		return new SendReceipt(messageId, DeliveryState.QUEUED.word(), 1, 1, null, null, List.of(), null);
	}

	/**
	 * Return the state for the status word.
	 * @return the state
	 */
	public DeliveryState state() {
		return DeliveryState.of(this.status);
	}

	/**
	 * Return this receipt with the idempotency key of the message.
	 * @param key the key
	 * @return a copy with the key
	 */
	public SendReceipt withIdempotencyKey(@Nullable String key) {
		return new SendReceipt(this.messageId, this.status, this.recipientsCount, this.segments, this.totalCost,
				this.costPerUnit, this.recipients, key);
	}

	@Override
	public String toString() {
		return "SendReceipt[messageId=%s, status=%s, recipientsCount=%s, segments=%s, totalCost=%s, costPerUnit=%s, recipients=%s, idempotencyKey=%s]"
			.formatted(OneLine.of(this.messageId), OneLine.of(this.status), this.recipientsCount, this.segments,
					this.totalCost, this.costPerUnit, OneLine.of(this.recipients, Recipient::toString),
					OneLine.of(this.idempotencyKey));
	}

	/**
	 * Recipient as accepted by SMSGist.
	 *
	 * @param recipientId the service's id of this recipient of this message, opaque
	 * @param recipient the phone number or email address
	 */
	public record Recipient(@Nullable String recipientId, @Nullable String recipient) implements Serializable {

		@Override
		public String toString() {
			return "Recipient[recipientId=%s, recipient=%s]".formatted(OneLine.of(this.recipientId),
					Redaction.mask(this.recipient));
		}

	}

}
