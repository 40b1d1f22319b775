package io.github.smsgist;

import java.time.Duration;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Operations for sending messages with SMSGist. Does not block.
 * <p>
 * Nothing happens until the result is subscribed to, and each subscription is a separate
 * call. A call that fails signals an {@link SmsGistException}, which tells whether the
 * message may still have been sent. A call that is canceled while it waits is not made. A
 * call that is canceled later may have been made.
 * <p>
 * A message is sent once, however often its request has to be retried: every attempt
 * carries the same idempotency key. <strong>If the caller gives no key, each subscription
 * generates one. A second subscription, as {@code retry()} makes it, is then another
 * send, and sends twice if only the first answer was lost.</strong> Give a key that
 * identifies the occasion and survives a restart, such as {@code order-77-shipped}.
 *
 * @since 0.1.0
 * @see SmsGistOperations
 * @see ReactiveSmsGistTemplate
 */
public interface ReactiveSmsGistOperations {

	/**
	 * Send an SMS to one recipient with a generated idempotency key. Use a key of your
	 * own if the caller may try again.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @return the receipt, with the key
	 */
	default Mono<SendReceipt> sendSms(String recipient, String message) {
		return Mono.defer(() -> sendSms(SmsMessage.builder().to(recipient).message(message).build()));
	}

	/**
	 * Send an SMS to one recipient with an idempotency key.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @param idempotencyKey the key under which SMSGist sends the message once within 24
	 * hours
	 * @return the receipt
	 */
	default Mono<SendReceipt> sendSms(String recipient, String message, String idempotencyKey) {
		return Mono.defer(() -> sendSms(
				SmsMessage.builder().to(recipient).message(message).idempotencyKey(idempotencyKey).build()));
	}

	/**
	 * Send an SMS with its idempotency key, or with a generated one.
	 * @param message the SMS
	 * @return the receipt, with the key
	 */
	Mono<SendReceipt> sendSms(SmsMessage message);

	/**
	 * Send an SMS within a time limit, such as one that is of no use later. No attempt
	 * begins when the time is over, and one without an answer by then fails with an
	 * unknown outcome.
	 * @param message the SMS
	 * @param maxDuration the time limit, counted from the subscription, if it is shorter
	 * than that of every call
	 * @return the receipt, with the key
	 */
	Mono<SendReceipt> sendSms(SmsMessage message, Duration maxDuration);

	/**
	 * Send many SMS at the rate that the rate limiter allows. A pause after a 429 is
	 * waited for.
	 * @param messages the messages, requested at the rate at which they are sent
	 * @return one result for each message, see {@link #sendSms(Publisher, Duration)}
	 */
	default Flux<SendResult<SmsMessage>> sendSms(Publisher<SmsMessage> messages) {
		return sendSms(messages, BulkSend.ANY_TIME);
	}

	/**
	 * Send many SMS within a time limit. A failure does not end the stream: each message
	 * has its own result, in the order in which the answers arrive.
	 * <p>
	 * Once the service refuses the credentials or the credits are used up, the remaining
	 * messages are reported as not attempted. When no time is left, those that wait are
	 * reported as not attempted and the source is canceled. An attempt without an answer
	 * when the time is over fails with an unknown outcome.
	 * <p>
	 * To resume after a crash, give each message its own idempotency key and send all of
	 * them again.
	 * @param messages the messages, requested at the rate at which they are sent
	 * @param maxDuration the time limit for all messages
	 * @return one result for each message that the source hands over before it is
	 * canceled
	 */
	Flux<SendResult<SmsMessage>> sendSms(Publisher<SmsMessage> messages, Duration maxDuration);

	/**
	 * Send an email to one recipient with a generated idempotency key. Use a key of your
	 * own if the caller may try again.
	 * @param recipient an email address
	 * @param subject the subject, one line
	 * @param body plain text or HTML
	 * @return the receipt, with the key
	 */
	default Mono<SendReceipt> sendEmail(String recipient, String subject, String body) {
		return Mono.defer(() -> sendEmail(EmailMessage.builder().to(recipient).subject(subject).body(body).build()));
	}

	/**
	 * Send an email to one recipient with an idempotency key.
	 * @param recipient an email address
	 * @param subject the subject, one line
	 * @param body plain text or HTML
	 * @param idempotencyKey the key under which SMSGist sends the message once within 24
	 * hours
	 * @return the receipt
	 */
	default Mono<SendReceipt> sendEmail(String recipient, String subject, String body, String idempotencyKey) {
		return Mono.defer(() -> sendEmail(EmailMessage.builder()
			.to(recipient)
			.subject(subject)
			.body(body)
			.idempotencyKey(idempotencyKey)
			.build()));
	}

	/**
	 * Send an email with its idempotency key, or with a generated one.
	 * @param message the email
	 * @return the receipt, with the key
	 */
	Mono<SendReceipt> sendEmail(EmailMessage message);

	/**
	 * Send an email within a time limit, like {@link #sendSms(SmsMessage, Duration)}.
	 * @param message the email
	 * @param maxDuration the time limit, counted from the subscription, if it is shorter
	 * than that of every call
	 * @return the receipt, with the key
	 */
	Mono<SendReceipt> sendEmail(EmailMessage message, Duration maxDuration);

	/**
	 * Send many emails like {@link #sendSms(Publisher)}.
	 * @param messages the messages, requested at the rate at which they are sent
	 * @return one result for each message
	 */
	default Flux<SendResult<EmailMessage>> sendEmail(Publisher<EmailMessage> messages) {
		return sendEmail(messages, BulkSend.ANY_TIME);
	}

	/**
	 * Send many emails within a time limit, like {@link #sendSms(Publisher, Duration)}.
	 * @param messages the messages, requested at the rate at which they are sent
	 * @param maxDuration the time limit for all messages
	 * @return one result for each message that the source hands over before it is
	 * canceled
	 */
	Flux<SendResult<EmailMessage>> sendEmail(Publisher<EmailMessage> messages, Duration maxDuration);

	/**
	 * Read the delivery status of a message.
	 * @param messageId the id from the receipt
	 * @return the status
	 */
	Mono<MessageStatus> getMessageStatus(String messageId);

	/**
	 * Retry a failed message for the recipients it failed for. The operation has no
	 * idempotency key: if the answer is lost, it fails with an unknown outcome and is not
	 * attempted again.
	 * @param messageId the id of a message whose status is {@code failed}
	 * @return the receipt of the new message
	 */
	Mono<RetryReceipt> retryMessage(String messageId);

	/**
	 * Read the credit balance.
	 * @return the balance
	 */
	Mono<CreditBalance> getCreditBalance();

}
