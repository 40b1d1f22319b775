package io.github.smsgist.model;

import java.io.Serializable;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A recipient as SMSGist accepted it.
 *
 * @param recipientId the service's id of this recipient of this message, opaque
 * @param recipient the phone number or email address
 * @since 0.1.0
 */
public record Recipient(@Nullable String recipientId, @Nullable String recipient) implements Serializable {

	private static final int MAX_MASKED = 10;

	/**
	 * Mask recipients, of which a message may have very many.
	 */
	static String mask(List<String> recipients) {
		int more = recipients.size() - MAX_MASKED;
		return (more <= 0) ? Redaction.mask(recipients)
				: Redaction.mask(recipients.subList(0, MAX_MASKED)) + " and " + more + " more";
	}

	@Override
	public String toString() {
		return "Recipient[recipientId=%s, recipient=%s]".formatted(this.recipientId, Redaction.mask(this.recipient));
	}

}
