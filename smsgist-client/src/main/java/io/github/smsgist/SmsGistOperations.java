package io.github.smsgist;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;

/**
 * Operations for sending messages with SMSGist. Blocks until the service has answered.
 * <p>
 * Every method throws an {@link SmsGistException} if the call fails, which tells whether
 * the message may still have been sent. Methods may be called from any thread that may
 * block.
 * <p>
 * A message is sent once, however often its request has to be retried: every attempt
 * carries the same idempotency key. <strong>If the caller gives no key, each call
 * generates one. A second call, as {@code @Retryable} makes it, is then another send, and
 * sends twice if only the first answer was lost.</strong> Give a key that identifies the
 * occasion and survives a restart, such as {@code order-77-shipped}.
 *
 * @since 0.1.0
 * @see ReactiveSmsGistOperations
 * @see SmsGistTemplate
 */
public interface SmsGistOperations {

	/**
	 * Send an SMS to one recipient with a generated idempotency key. Use a key of your
	 * own if the caller may try again.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @return the receipt, with the key
	 * @throws IllegalArgumentException if the number or the text cannot be sent
	 */
	default SendReceipt sendSms(String recipient, String message) {
		return sendSms(SmsMessage.builder().to(recipient).message(message).build());
	}

	/**
	 * Send an SMS to one recipient with an idempotency key.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @param idempotencyKey the key under which SMSGist sends the message once within 24
	 * hours
	 * @return the receipt
	 * @throws IllegalArgumentException if the number, the text or the key is not valid
	 */
	default SendReceipt sendSms(String recipient, String message, String idempotencyKey) {
		return sendSms(SmsMessage.builder().to(recipient).message(message).idempotencyKey(idempotencyKey).build());
	}

	/**
	 * Send an SMS with its idempotency key, or with a generated one.
	 * @param message the SMS
	 * @return the receipt, with the key
	 * @throws IllegalArgumentException if a national phone number is not valid in the
	 * default region
	 */
	SendReceipt sendSms(SmsMessage message);

	/**
	 * Send an SMS within a time limit, such as one that is of no use later. No attempt
	 * begins when the time is over, and one without an answer by then fails with an
	 * unknown outcome.
	 * @param message the SMS
	 * @param maxDuration the time limit, if it is shorter than that of every call
	 * @return the receipt, with the key
	 * @throws IllegalArgumentException if a national phone number is not valid in the
	 * default region
	 */
	SendReceipt sendSms(SmsMessage message, Duration maxDuration);

	/**
	 * Send many SMS at the rate that the rate limiter allows. A pause after a 429 is
	 * waited for.
	 * @param messages the messages; for more than fit into memory, see
	 * {@link ReactiveSmsGistOperations}
	 * @return one result for each message, see {@link #sendSms(Collection, Duration)}
	 */
	default List<SendResult<SmsMessage>> sendSms(Collection<SmsMessage> messages) {
		return sendSms(messages, BulkSend.ANY_TIME);
	}

	/**
	 * Send many SMS within a time limit. Failures are not thrown: each message has its
	 * own result.
	 * <p>
	 * Once the service refuses the credentials or the credits are used up, the remaining
	 * messages are reported as not attempted, and so are those for which no time is left.
	 * An attempt without an answer when the time is over fails with an unknown outcome.
	 * If the thread is interrupted, the method returns with the interrupt flag set, and
	 * every message without an answer fails with an unknown outcome.
	 * <p>
	 * To resume after a crash, give each message its own idempotency key and send all of
	 * them again.
	 * @param messages the messages
	 * @param maxDuration the time limit for all messages
	 * @return one result for each message, in the order of the messages
	 */
	List<SendResult<SmsMessage>> sendSms(Collection<SmsMessage> messages, Duration maxDuration);

	/**
	 * Send an email to one recipient with a generated idempotency key. Use a key of your
	 * own if the caller may try again.
	 * @param recipient an email address
	 * @param subject the subject, one line
	 * @param body plain text or HTML
	 * @return the receipt, with the key
	 * @throws IllegalArgumentException if the address, subject or body cannot be sent
	 */
	default SendReceipt sendEmail(String recipient, String subject, String body) {
		return sendEmail(EmailMessage.builder().to(recipient).subject(subject).body(body).build());
	}

	/**
	 * Send an email to one recipient with an idempotency key.
	 * @param recipient an email address
	 * @param subject the subject, one line
	 * @param body plain text or HTML
	 * @param idempotencyKey the key under which SMSGist sends the message once within 24
	 * hours
	 * @return the receipt
	 * @throws IllegalArgumentException if the address, subject, body or key is not valid
	 */
	default SendReceipt sendEmail(String recipient, String subject, String body, String idempotencyKey) {
		return sendEmail(EmailMessage.builder()
			.to(recipient)
			.subject(subject)
			.body(body)
			.idempotencyKey(idempotencyKey)
			.build());
	}

	/**
	 * Send an email with its idempotency key, or with a generated one.
	 * @param message the email
	 * @return the receipt, with the key
	 */
	SendReceipt sendEmail(EmailMessage message);

	/**
	 * Send an email within a time limit, like {@link #sendSms(SmsMessage, Duration)}.
	 * @param message the email
	 * @param maxDuration the time limit, if it is shorter than that of every call
	 * @return the receipt, with the key
	 */
	SendReceipt sendEmail(EmailMessage message, Duration maxDuration);

	/**
	 * Send many emails like {@link #sendSms(Collection)}.
	 * @param messages the messages
	 * @return one result for each message, in the order of the messages
	 */
	default List<SendResult<EmailMessage>> sendEmail(Collection<EmailMessage> messages) {
		return sendEmail(messages, BulkSend.ANY_TIME);
	}

	/**
	 * Send many emails within a time limit, like {@link #sendSms(Collection, Duration)}.
	 * @param messages the messages
	 * @param maxDuration the time limit for all messages
	 * @return one result for each message, in the order of the messages
	 */
	List<SendResult<EmailMessage>> sendEmail(Collection<EmailMessage> messages, Duration maxDuration);

	/**
	 * Read the delivery status of a message.
	 * @param messageId the id from the receipt
	 * @return the status
	 */
	MessageStatus getMessageStatus(String messageId);

	/**
	 * Retry a failed message for the recipients it failed for. The operation has no
	 * idempotency key: if the answer is lost, it fails with an unknown outcome and is not
	 * attempted again.
	 * @param messageId the id of a message whose status is {@code failed}
	 * @return the receipt of the new message
	 */
	RetryReceipt retryMessage(String messageId);

	/**
	 * Read the credit balance.
	 * @return the balance
	 */
	CreditBalance getCreditBalance();

}
