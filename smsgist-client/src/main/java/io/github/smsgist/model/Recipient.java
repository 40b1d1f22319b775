package io.github.smsgist.model;

import org.jspecify.annotations.Nullable;

/**
 * A recipient as SMSGist accepted it.
 *
 * @param recipientId the service's id of this recipient of this message, opaque
 * @param recipient the phone number or email address
 * @since 0.1.0
 */
public record Recipient(@Nullable String recipientId, @Nullable String recipient) {

	@Override
	public String toString() {
		return "Recipient[recipientId=%s, recipient=%s]".formatted(this.recipientId, Redaction.mask(this.recipient));
	}

}
