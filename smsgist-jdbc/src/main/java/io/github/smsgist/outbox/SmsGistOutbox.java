package io.github.smsgist.outbox;

import java.util.Optional;
import java.util.stream.Stream;

import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SmsMessage;

/**
 * Operations for sending messages durably. A message is stored in the application's
 * database, in the caller's transaction if there is one. After the commit it is sent,
 * even if the application is restarted. After a rollback it is not. All methods access
 * the database and may block. None of them calls SMSGist.
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
	 * @return the idempotency key, that of the message or a new one
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
	 * @param options the options
	 * @return the idempotency key, that of the message or a new one
	 * @throws IllegalArgumentException if a phone number is not valid in the default
	 * region
	 * @throws OutboxException if the message could not be stored
	 */
	String sendSms(SmsMessage message, OutboxOptions options);

	/**
	 * Store an email, to be sent as soon as possible.
	 * @param message the email
	 * @return the idempotency key, that of the message or a new one
	 * @throws OutboxException if the message could not be stored
	 */
	default String sendEmail(EmailMessage message) {
		return sendEmail(message, OutboxOptions.DEFAULTS);
	}

	/**
	 * Store an email.
	 * @param message the email
	 * @param options the options
	 * @return the idempotency key, that of the message or a new one
	 * @throws OutboxException if the message could not be stored
	 */
	String sendEmail(EmailMessage message, OutboxOptions options);

	/**
	 * Store many SMS in batches, without keeping them in memory. Without a transaction,
	 * each batch is stored in a new one. Messages of a campaign need keys, so that
	 * running it again only stores the missing ones. A message with a number that is not
	 * valid in the default region is stored, and parked later.
	 * @param messages the SMS. This method closes the stream
	 * @param options the options
	 * @return the number of messages that were not stored before
	 * @throws IllegalArgumentException if a message of a campaign has no key
	 * @throws OutboxException if messages could not be stored. Earlier batches are stored
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
	 * Return the parked messages, which can be resumed or canceled.
	 * @return the entries, at most 10,000
	 */
	Stream<OutboxEntry> parked();

	/**
	 * Send a parked message. Resuming a message that is parked as
	 * {@link ParkedReason#UNKNOWN} may send it twice. Its latest time no longer applies.
	 * @param idempotencyKey the key
	 * @return {@code false} if there is no such parked message
	 */
	boolean resume(String idempotencyKey);

	/**
	 * Return the number of messages in each state.
	 * @return the counts
	 */
	OutboxSummary summary();

	/**
	 * Return the number of messages of a campaign in each state.
	 * @param campaign the campaign
	 * @return the counts
	 */
	OutboxSummary summary(String campaign);

}
