package io.github.smsgist.outbox;

import java.util.Optional;
import java.util.stream.Stream;

import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

/**
 * Operations for sending messages durably. A message is stored in the application's own
 * database, in the caller's transaction if there is one. Once that has committed the
 * message is sent, however often the application is restarted in between; if it is rolled
 * back, nothing is sent. All methods block while they talk to the database, and none of
 * them talks to SMSGist.
 * <p>
 * A message whose key is in the outbox already, or was sent within the time that sent
 * messages are remembered, is not stored again. Thread-safe.
 *
 * @since 0.1.0
 * @see JdbcSmsGistOutbox
 */
public interface SmsGistOutbox {

	/**
	 * Store an SMS, to be sent as soon as possible.
	 * @param message the SMS
	 * @return the idempotency key, the message's own or one made for it
	 * @throws IllegalArgumentException if a phone number is not valid in the default
	 * region
	 * @throws OutboxException if the message could not be stored
	 */
	default String sendSms(SmsMessage message) {
		return sendSms(message, OutboxOptions.DEFAULTS);
	}

	/**
	 * Store an SMS.
	 * @param message the SMS
	 * @param options when to send it, and with which priority
	 * @return the idempotency key, the message's own or one made for it
	 * @throws IllegalArgumentException if a phone number is not valid in the default
	 * region
	 * @throws OutboxException if the message could not be stored
	 */
	String sendSms(SmsMessage message, OutboxOptions options);

	/**
	 * Store an email, to be sent as soon as possible.
	 * @param message the email
	 * @return the idempotency key, the message's own or one made for it
	 * @throws OutboxException if the message could not be stored
	 */
	default String sendEmail(EmailMessage message) {
		return sendEmail(message, OutboxOptions.DEFAULTS);
	}

	/**
	 * Store an email.
	 * @param message the email
	 * @param options when to send it, and with which priority
	 * @return the idempotency key, the message's own or one made for it
	 * @throws OutboxException if the message could not be stored
	 */
	String sendEmail(EmailMessage message, OutboxOptions options);

	/**
	 * Store many SMS in batches, without keeping them in memory. Outside of a transaction
	 * each batch is stored in one of its own. Running a campaign again stores what is
	 * missing, which is why its messages need keys of their own. A message with a number
	 * that is not valid in the default region holds up none of the others: it is stored,
	 * and parked when its turn comes.
	 * @param messages the SMS; closed by this method
	 * @param options when to send them, and with which priority
	 * @return how many were stored, not counting those that were there already
	 * @throws IllegalArgumentException if a message of a campaign has no key
	 * @throws OutboxException if messages could not be stored; earlier batches are
	 */
	long sendSms(Stream<SmsMessage> messages, OutboxOptions options);

	/**
	 * Find a message.
	 * @param idempotencyKey the key
	 * @return the entry, or empty if it was never stored, was canceled, or was sent too
	 * long ago
	 */
	Optional<OutboxEntry> find(String idempotencyKey);

	/**
	 * Remove a message that is pending or parked. It is not sent.
	 * @param idempotencyKey the key
	 * @return {@code false} if there is no such message, or it is being sent right now
	 */
	boolean cancel(String idempotencyKey);

	/**
	 * Return the parked messages, which wait for somebody to resume or cancel them.
	 * @return the entries; at most 10,000
	 */
	Stream<OutboxEntry> parked();

	/**
	 * Send a parked message after all. Whether it was sent before is for the caller to
	 * know: resuming a message that is parked as {@link ParkedReason#UNKNOWN} may send it
	 * twice. A time after which it was not to be sent no longer counts.
	 * @param idempotencyKey the key
	 * @return {@code false} if there is no such parked message
	 */
	boolean resume(String idempotencyKey);

	/**
	 * Count the messages.
	 * @return the counts
	 */
	default OutboxSummary summary() {
		return summary(null);
	}

	/**
	 * Count the messages of a campaign.
	 * @param campaign the campaign, or {@code null} for all messages
	 * @return the counts
	 */
	OutboxSummary summary(@Nullable String campaign);

}
