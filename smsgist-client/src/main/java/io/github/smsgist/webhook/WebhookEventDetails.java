package io.github.smsgist.webhook;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.smsgist.model.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * What every webhook event carries. What the service left out is {@code null}.
 *
 * @param messageId the id of the message, opaque
 * @param recipientId the id of this recipient of the message, opaque
 * @param recipient the phone number or email address
 * @param status the status word, as received
 * @param timestamp when it happened
 * @param metadata further data, unmodifiable, empty if there is none; numbers with a
 * fraction are {@link java.math.BigDecimal}
 * @since 0.1.0
 */
public record WebhookEventDetails(@Nullable String messageId, @Nullable String recipientId, @Nullable String recipient,
		@Nullable String status, @Nullable Instant timestamp, Map<String, @Nullable Object> metadata) {

	/**
	 * Create new details with a copy of the metadata.
	 * @param messageId the id of the message, opaque
	 * @param recipientId the id of this recipient of the message, opaque
	 * @param recipient the phone number or email address
	 * @param status the status word, as received
	 * @param timestamp when it happened
	 * @param metadata further data
	 */
	public WebhookEventDetails {
		metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
	}

	/**
	 * Return one line of text without personal data: the recipient masked, no metadata.
	 */
	@Override
	public String toString() {
		return "WebhookEventDetails[messageId=%s, recipientId=%s, recipient=%s, status=%s, timestamp=%s]".formatted(
				OneLine.of(this.messageId), OneLine.of(this.recipientId), OneLine.of(Redaction.mask(this.recipient)),
				OneLine.of(this.status), this.timestamp);
	}

}
