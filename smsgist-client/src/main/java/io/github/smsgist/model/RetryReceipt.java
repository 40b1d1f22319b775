package io.github.smsgist.model;

import java.math.BigDecimal;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What SMSGist answers when it sends a failed message again to the recipients it failed
 * for. Whatever the service left out is {@code null}.
 *
 * @param messageId the id of the new message, opaque
 * @param originalMessageId the id of the message that failed
 * @param status the status word as received, {@code queued} as a rule
 * @param recipientsCount how many recipients it is sent to again
 * @param totalCost what that costs in all, in the currency of the credits
 * @since 0.1.0
 */
public record RetryReceipt(String messageId, @Nullable String originalMessageId, @Nullable String status,
		@Nullable Integer recipientsCount, @Nullable BigDecimal totalCost) {

	/**
	 * Create a receipt.
	 */
	public RetryReceipt {
		Objects.requireNonNull(messageId, "messageId");
	}

	/**
	 * The status word, read.
	 * @return the state
	 */
	public DeliveryState state() {
		return DeliveryState.of(this.status);
	}

}
