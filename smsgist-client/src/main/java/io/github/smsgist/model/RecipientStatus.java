package io.github.smsgist.model;

import java.io.Serializable;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Status of a message for one of its recipients. Whatever the service left out is
 * {@code null}.
 *
 * @param recipientId the service's id of this recipient of this message, opaque
 * @param recipient the phone number or email address
 * @param sendStatus the word for the way to the carrier, as received: {@code sent},
 * {@code failed}
 * @param deliveryStatus the carrier's word, as received: {@code DELIVERED},
 * {@code FAILED}
 * @param deliveredAt when it arrived
 * @param errorMessage why it failed
 * @since 0.1.0
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
		return new RecipientStatus(null, recipient, (state == DeliveryState.FAILED) ? "failed" : "sent", deliveryStatus,
				null, null);
	}

	/**
	 * Return the state: the carrier's word where it is a known one, else the word for the
	 * way to the carrier.
	 * @return the state
	 */
	public DeliveryState state() {
		DeliveryState delivery = DeliveryState.of(this.deliveryStatus);
		return (delivery != DeliveryState.OTHER) ? delivery : DeliveryState.of(this.sendStatus);
	}

	@Override
	public String toString() {
		return "RecipientStatus[recipientId=%s, recipient=%s, sendStatus=%s, deliveryStatus=%s, deliveredAt=%s]"
			.formatted(this.recipientId, Redaction.mask(this.recipient), this.sendStatus, this.deliveryStatus,
					this.deliveredAt);
	}

}
