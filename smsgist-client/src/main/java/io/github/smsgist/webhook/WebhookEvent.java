package io.github.smsgist.webhook;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Event of a message, reported by SMSGist through a webhook. Each documented event has
 * its own type; any other event is {@link Unknown}.
 * <p>
 * Events may arrive late, out of order, and more than once.
 *
 * @since 0.1.0
 */
public sealed interface WebhookEvent {

	/**
	 * Return the name of the event.
	 * @return the name as received, such as {@code message.delivered}
	 */
	String event();

	/**
	 * Return the details of the event.
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
	 * Return the status.
	 * @return the status as received
	 */
	default @Nullable String status() {
		return details().status();
	}

	/**
	 * Return when the event happened.
	 * @return the time
	 */
	default @Nullable Instant timestamp() {
		return details().timestamp();
	}

	/**
	 * Return additional data.
	 * @return an unmodifiable map, empty if there is none
	 */
	default Map<String, @Nullable Object> metadata() {
		return details().metadata();
	}

	/**
	 * Event of a message that SMSGist accepted.
	 *
	 * @param details the details of the event
	 */
	record MessageQueued(Details details) implements WebhookEvent {

		/**
		 * Name of the event.
		 */
		public static final String EVENT = "message.queued";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * Event of a message that was handed to a carrier or mail server.
	 *
	 * @param details the details of the event
	 */
	record MessageSent(Details details) implements WebhookEvent {

		/**
		 * Name of the event.
		 */
		public static final String EVENT = "message.sent";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * Event of a message that was delivered.
	 *
	 * @param details the details of the event
	 */
	record MessageDelivered(Details details) implements WebhookEvent {

		/**
		 * Name of the event.
		 */
		public static final String EVENT = "message.delivered";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * Event of a message that could not be delivered.
	 *
	 * @param details the details of the event
	 */
	record MessageFailed(Details details) implements WebhookEvent {

		/**
		 * Name of the event.
		 */
		public static final String EVENT = "message.failed";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * Event of an email that was opened.
	 *
	 * @param details the details of the event
	 */
	record MessageOpened(Details details) implements WebhookEvent {

		/**
		 * Name of the event.
		 */
		public static final String EVENT = "message.opened";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * Event of an email in which a link was followed.
	 *
	 * @param details the details of the event
	 */
	record MessageClicked(Details details) implements WebhookEvent {

		/**
		 * Name of the event.
		 */
		public static final String EVENT = "message.clicked";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * Event of an email that the recipient's server returned.
	 *
	 * @param details the details of the event
	 */
	record MessageBounced(Details details) implements WebhookEvent {

		/**
		 * Name of the event.
		 */
		public static final String EVENT = "message.bounced";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * Event of an email that the recipient reported as spam.
	 *
	 * @param details the details of the event
	 */
	record MessageComplained(Details details) implements WebhookEvent {

		/**
		 * Name of the event.
		 */
		public static final String EVENT = "message.complained";

		@Override
		public String event() {
			return EVENT;
		}

	}

	/**
	 * Event that this version does not know.
	 *
	 * @param event the name of the event, as received
	 * @param details the details of the event
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
	 * Details of a webhook event. A value that the service left out is {@code null}.
	 *
	 * @param messageId the id of the message, opaque
	 * @param recipientId the id of this recipient of the message, opaque
	 * @param recipient the phone number or email address
	 * @param status the status, as received
	 * @param timestamp when the event happened
	 * @param metadata additional data, unmodifiable, empty if there is none; numbers with
	 * a fraction are {@link java.math.BigDecimal}
	 */
	record Details(@Nullable String messageId, @Nullable String recipientId, @Nullable String recipient,
			@Nullable String status, @Nullable Instant timestamp, Map<String, @Nullable Object> metadata) {

		/**
		 * Create new details with a copy of the metadata.
		 * @param messageId the id of the message, opaque
		 * @param recipientId the id of this recipient of the message, opaque
		 * @param recipient the phone number or email address
		 * @param status the status, as received
		 * @param timestamp when the event happened
		 * @param metadata additional data
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
