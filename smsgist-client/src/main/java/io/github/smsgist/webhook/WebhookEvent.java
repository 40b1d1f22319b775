package io.github.smsgist.webhook;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Event in the life of a message, reported by SMSGist through a webhook. There is one
 * type for each documented event, and {@link Unknown} for those that are yet to come.
 * <p>
 * Events may arrive late, out of order, and more than once.
 *
 * @since 0.1.0
 */
public sealed interface WebhookEvent {

	/**
	 * Return the word that names the event.
	 * @return the word as received, such as {@code message.delivered}
	 */
	String event();

	/**
	 * Return what the event carries.
	 * @return the details
	 */
	Details details();

	/**
	 * Return the id of the message.
	 * @return the id, opaque
	 */
	default @Nullable String messageId() {
		return details().messageId();
	}

	/**
	 * Return the id of the recipient of the message.
	 * @return the id, opaque
	 */
	default @Nullable String recipientId() {
		return details().recipientId();
	}

	/**
	 * Return the recipient.
	 * @return the phone number or email address
	 */
	default @Nullable String recipient() {
		return details().recipient();
	}

	/**
	 * Return the status word.
	 * @return the word as received
	 */
	default @Nullable String status() {
		return details().status();
	}

	/**
	 * Return when it happened.
	 * @return the time
	 */
	default @Nullable Instant timestamp() {
		return details().timestamp();
	}

	/**
	 * Return further data.
	 * @return an unmodifiable map, empty if there is none
	 */
	default Map<String, @Nullable Object> metadata() {
		return details().metadata();
	}

	/**
	 * A message was accepted by SMSGist.
	 *
	 * @param details what the event carries
	 */
	record MessageQueued(Details details) implements WebhookEvent {

		/**
		 * The word that names the event.
		 */
		public static final String EVENT = "message.queued";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * A message was handed to a carrier or a mail server.
	 *
	 * @param details what the event carries
	 */
	record MessageSent(Details details) implements WebhookEvent {

		/**
		 * The word that names the event.
		 */
		public static final String EVENT = "message.sent";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * A message arrived.
	 *
	 * @param details what the event carries
	 */
	record MessageDelivered(Details details) implements WebhookEvent {

		/**
		 * The word that names the event.
		 */
		public static final String EVENT = "message.delivered";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * A message could not be delivered.
	 *
	 * @param details what the event carries
	 */
	record MessageFailed(Details details) implements WebhookEvent {

		/**
		 * The word that names the event.
		 */
		public static final String EVENT = "message.failed";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * An email was opened.
	 *
	 * @param details what the event carries
	 */
	record MessageOpened(Details details) implements WebhookEvent {

		/**
		 * The word that names the event.
		 */
		public static final String EVENT = "message.opened";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * A link in an email was followed.
	 *
	 * @param details what the event carries
	 */
	record MessageClicked(Details details) implements WebhookEvent {

		/**
		 * The word that names the event.
		 */
		public static final String EVENT = "message.clicked";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * An email was returned by the server of the recipient.
	 *
	 * @param details what the event carries
	 */
	record MessageBounced(Details details) implements WebhookEvent {

		/**
		 * The word that names the event.
		 */
		public static final String EVENT = "message.bounced";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * An email was reported as spam by the recipient.
	 *
	 * @param details what the event carries
	 */
	record MessageComplained(Details details) implements WebhookEvent {

		/**
		 * The word that names the event.
		 */
		public static final String EVENT = "message.complained";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * An event that this version does not know.
	 *
	 * @param event the word that names the event, as received
	 * @param details what the event carries
	 */
	record Unknown(String event, Details details) implements WebhookEvent {

		/**
		 * Return one line of text without personal data.
		 */
		@Override
		public String toString() {
			return "Unknown[event=%s, details=%s]".formatted(OneLine.of(this.event), this.details);
		}

	}

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
	 */
	record Details(@Nullable String messageId, @Nullable String recipientId, @Nullable String recipient,
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
		public Details {
			metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
		}

		/**
		 * Return one line of text without personal data: the recipient masked, no
		 * metadata.
		 */
		@Override
		public String toString() {
			return "Details[messageId=%s, recipientId=%s, recipient=%s, status=%s, timestamp=%s]".formatted(
					OneLine.of(this.messageId), OneLine.of(this.recipientId), Redaction.mask(this.recipient),
					OneLine.of(this.status), this.timestamp);
		}

	}

}
