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
 * Each send is sent once, however often its request has to be retried: every attempt
 * carries the same idempotency key. <strong>Without a key from the caller, the key is
 * made for the call. Calling again, as {@code @Retryable} does, is then another send, and
 * sends twice if the first answer was only lost.</strong> Give a key that stands for the
 * occasion and survives a restart, such as {@code order-77-shipped}.
 *
 * @since 0.1.0
 * @see ReactiveSmsGistOperations
 * @see SmsGistTemplate
 */
public interface SmsGistOperations {

	/**
	 * Send an SMS to one recipient, under an idempotency key made for this call: not for
	 * a caller who may try again.
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
	 * Send an SMS to one recipient, once under a key.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @param idempotencyKey the key under which SMSGist sends this once within 24 hours
	 * @return the receipt
	 * @throws IllegalArgumentException if the number, the text or the key is not valid
	 */
	default SendReceipt sendSms(String recipient, String message, String idempotencyKey) {
		return sendSms(SmsMessage.builder().to(recipient).message(message).idempotencyKey(idempotencyKey).build());
	}

	/**
	 * Send an SMS, under its own idempotency key or one made for this call.
	 * @param message the SMS
	 * @return the receipt, with the key
	 * @throws IllegalArgumentException if a national phone number is not valid in the
	 * default region
	 */
	SendReceipt sendSms(SmsMessage message);

	/**
	 * Send many SMS, as many at a time as the rate limiter lets through. A pause after a
	 * 429 is waited out.
	 * @param messages the messages; for more than memory holds, see
	 * {@link ReactiveSmsGistOperations}
	 * @return one result for each message, see {@link #sendSms(Collection, Duration)}
	 */
	default List<SendResult<SmsMessage>> sendSms(Collection<SmsMessage> messages) {
		return sendSms(messages, BulkSend.ANY_TIME);
	}

	/**
	 * Send many SMS within a time. Failures are not thrown: each message has a result of
	 * its own.
	 * <p>
	 * Once the service refuses the credentials or the credits are used up, the rest is
	 * reported as not attempted. When there is no time left for another message, so are
	 * those that remain. An attempt that has no answer when time is over fails with an
	 * unknown outcome. If the thread is interrupted, the method returns with its
	 * interrupt flag set, and every message without an answer fails with an unknown
	 * outcome.
	 * <p>
	 * To be able to resume after a crash, give each message an idempotency key of its own
	 * and send all of them again.
	 * @param messages the messages
	 * @param maxDuration how long sending all of them may take
	 * @return one result for each message, in the order of the messages
	 */
	List<SendResult<SmsMessage>> sendSms(Collection<SmsMessage> messages, Duration maxDuration);

	/**
	 * Send an email to one recipient, under an idempotency key made for this call: not
	 * for a caller who may try again.
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
	 * Send an email to one recipient, once under a key.
	 * @param recipient an email address
	 * @param subject the subject, one line
	 * @param body plain text or HTML
	 * @param idempotencyKey the key under which SMSGist sends this once within 24 hours
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
	 * Send an email, under its own idempotency key or one made for this call.
	 * @param message the email
	 * @return the receipt, with the key
	 */
	SendReceipt sendEmail(EmailMessage message);

	/**
	 * Send many emails, as {@link #sendSms(Collection)} sends SMS.
	 * @param messages the messages
	 * @return one result for each message, in the order of the messages
	 */
	default List<SendResult<EmailMessage>> sendEmail(Collection<EmailMessage> messages) {
		return sendEmail(messages, BulkSend.ANY_TIME);
	}

	/**
	 * Send many emails within a time, as {@link #sendSms(Collection, Duration)} sends
	 * SMS.
	 * @param messages the messages
	 * @param maxDuration how long sending all of them may take
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
	 * Send a failed message again to the recipients it failed for. There is no key to
	 * make this safe to retry: when the answer is lost, this fails with an unknown
	 * outcome rather than risk a second retry.
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
