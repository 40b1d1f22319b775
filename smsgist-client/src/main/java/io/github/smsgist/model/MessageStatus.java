package io.github.smsgist.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Status of a message. Whatever the service left out is {@code null}.
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
		@Nullable Integer failed, @Nullable Instant sentAt, List<RecipientStatus> recipients) implements Serializable {

	/**
	 * Create a status.
	 */
	public MessageStatus {
		Objects.requireNonNull(messageId, "messageId");
		recipients = (recipients != null) ? List.copyOf(recipients) : List.of();
	}

	/**
	 * Create the status of an SMS to one recipient, for a unit test.
	 * @param messageId the service's id of the message
	 * @param recipient the phone number
	 * @param state how far the message has come
	 * @return a status
	 */
	public static MessageStatus of(String messageId, String recipient, DeliveryState state) {
		boolean delivered = state == DeliveryState.DELIVERED;
		boolean failed = state == DeliveryState.FAILED;
		return new MessageStatus(messageId, "sms", state.word(), 1, delivered ? 1 : 0, state.isFinal() ? 0 : 1,
				failed ? 1 : 0, null, List.of(RecipientStatus.of(recipient, state)));
	}

	/**
	 * Return the state that the status word stands for. Only a message that is
	 * {@link DeliveryState#FAILED} can be retried.
	 * @return the state
	 */
	public DeliveryState state() {
		return DeliveryState.of(this.status);
	}

}
