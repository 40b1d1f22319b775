package io.github.smsgist.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * How far a message has come. Whatever the service left out is {@code null}.
 *
 * @param messageId the service's id of the message, opaque
 * @param service {@code sms} or {@code email}
 * @param status the status word as received
 * @param totalRecipients how many recipients the message has
 * @param delivered how many of them it has reached
 * @param pending how many are still open
 * @param failed how many it failed for
 * @param sentAt when it was handed to the carrier
 * @param recipients the recipients, unmodifiable
 * @since 0.1.0
 */
public record MessageStatus(String messageId, @Nullable String service, @Nullable String status,
		@Nullable Integer totalRecipients, @Nullable Integer delivered, @Nullable Integer pending,
		@Nullable Integer failed, @Nullable Instant sentAt, List<RecipientStatus> recipients) {

	/**
	 * Create a status.
	 */
	public MessageStatus {
		Objects.requireNonNull(messageId, "messageId");
		recipients = (recipients != null) ? List.copyOf(recipients) : List.of();
	}

	/**
	 * The status word, read. Only a message that is {@link DeliveryState#FAILED} can be
	 * retried.
	 * @return the state
	 */
	public DeliveryState state() {
		return DeliveryState.of(this.status);
	}

}
