package io.github.smsgist.model;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Status of a message. A value that the service left out is {@code null}.
 *
 * @param messageId the service's id of the message, opaque
 * @param service {@code sms} or {@code email}
 * @param status the status word as received
 * @param totalRecipients how many recipients the message has
 * @param delivered how many of them it reached
 * @param pending how many are pending
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
	 * Return the state for the status word. Only a message that is
	 * {@link DeliveryState#FAILED} can be retried.
	 * @return the state
	 */
	public DeliveryState state() {
		return DeliveryState.of(this.status);
	}

	@Override
	public String toString() {
		return "MessageStatus[messageId=%s, service=%s, status=%s, totalRecipients=%s, delivered=%s, pending=%s, failed=%s, sentAt=%s, recipients=%s]"
			.formatted(OneLine.of(this.messageId), OneLine.of(this.service), OneLine.of(this.status),
					this.totalRecipients, this.delivered, this.pending, this.failed, this.sentAt,
					OneLine.of(this.recipients, RecipientStatus::toString));
	}

	/**
	 * Status of a message for one recipient. A value that the service left out is
	 * {@code null}.
	 *
	 * @param recipientId the service's id of this recipient of this message, opaque
	 * @param recipient the phone number or email address
	 * @param sendStatus the status of the send to the carrier, as received: {@code sent},
	 * {@code failed}
	 * @param deliveryStatus the status of the carrier, as received: {@code DELIVERED},
	 * {@code FAILED}
	 * @param deliveredAt when it was delivered
	 * @param errorMessage why it failed
	 */
	public record RecipientStatus(@Nullable String recipientId, @Nullable String recipient, @Nullable String sendStatus,
			@Nullable String deliveryStatus, @Nullable Instant deliveredAt,
			@Nullable String errorMessage) implements Serializable {

		/**
		 * Create the status of a recipient, for a unit test.
		 * @param recipient the phone number or email address
		 * @param state how far the message has come
		 * @return a status
		 */
		public static RecipientStatus of(String recipient, DeliveryState state) {
			String deliveryStatus = state.isFinal() ? state.name() : null;
			return new RecipientStatus(null, recipient, (state == DeliveryState.FAILED) ? "failed" : "sent",
					deliveryStatus, null, null);
		}

		/**
		 * Return the state: that of the carrier if it is known, else that of the send to
		 * the carrier.
		 * @return the state
		 */
		public DeliveryState state() {
			DeliveryState delivery = DeliveryState.of(this.deliveryStatus);
			return (delivery != DeliveryState.OTHER) ? delivery : DeliveryState.of(this.sendStatus);
		}

		@Override
		public String toString() {
			return "RecipientStatus[recipientId=%s, recipient=%s, sendStatus=%s, deliveryStatus=%s, deliveredAt=%s]"
				.formatted(OneLine.of(this.recipientId), Redaction.mask(this.recipient), OneLine.of(this.sendStatus),
						OneLine.of(this.deliveryStatus), this.deliveredAt);
		}

	}

}
