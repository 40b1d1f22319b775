package io.github.smsgist.sandbox;

import java.time.Instant;

import io.github.smsgist.sandbox.internal.service.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * Recipient of a {@link SandboxMessage}, with the status words of the API.
 *
 * @param recipientId the recipient's id
 * @param recipient the phone number in E.164, or the email address
 * @param sendStatus {@code queued}, {@code sent} or {@code failed}
 * @param deliveryStatus {@code PENDING}, {@code DELIVERED} or {@code FAILED}
 * @param deliveredAt the time of delivery by the sandbox's clock, or {@code null}
 * @param errorMessage the reason of the failure, or {@code null}
 * @since 0.1.0
 */
public record SandboxRecipient(String recipientId, String recipient, String sendStatus, String deliveryStatus,
		@Nullable Instant deliveredAt, @Nullable String errorMessage) {

	static SandboxRecipient of(Recipient recipient) {
		return new SandboxRecipient(recipient.id(), recipient.address(), recipient.sendStatus(),
				recipient.deliveryStatus(), recipient.deliveredAt(), recipient.error());
	}

	/**
	 * Return a description without the recipient.
	 */
	@Override
	public String toString() {
		return "SandboxRecipient[recipientId=" + this.recipientId + ", sendStatus=" + this.sendStatus
				+ ", deliveryStatus=" + this.deliveryStatus + "]";
	}

}
