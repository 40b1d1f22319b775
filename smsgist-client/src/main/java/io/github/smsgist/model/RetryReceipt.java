package io.github.smsgist.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;

import io.github.smsgist.internal.privacy.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * Receipt for the retry of a failed message. A value that the service left out is
 * {@code null}.
 *
 * @param messageId the id of the new message, opaque
 * @param originalMessageId the id of the message that failed
 * @param status the status word as received, usually {@code queued}
 * @param recipientsCount how many recipients it is retried for
 * @param totalCost the total cost, in the currency of the credits
 * @since 0.1.0
 */
public record RetryReceipt(String messageId, @Nullable String originalMessageId, @Nullable String status,
		@Nullable Integer recipientsCount, @Nullable BigDecimal totalCost) implements Serializable {

	/**
	 * Create a receipt.
	 */
	public RetryReceipt {
		Objects.requireNonNull(messageId, "messageId");
	}

	/**
	 * Create the receipt of a retry to one recipient, for a unit test.
	 * @param messageId the id of the new message
	 * @param originalMessageId the id of the message that failed
	 * @return a receipt with the status {@code queued}
	 */
	public static RetryReceipt of(String messageId, String originalMessageId) {
		return new RetryReceipt(messageId, originalMessageId, DeliveryState.QUEUED.word(), 1, null);
	}

	/**
	 * Return the state for the status word.
	 * @return the state
	 */
	public DeliveryState state() {
		return DeliveryState.of(this.status);
	}

	@Override
	public String toString() {
		return "RetryReceipt[messageId=%s, originalMessageId=%s, status=%s, recipientsCount=%s, totalCost=%s]"
			.formatted(OneLine.of(this.messageId), OneLine.of(this.originalMessageId), OneLine.of(this.status),
					this.recipientsCount, this.totalCost);
	}

}
