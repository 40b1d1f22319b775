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
 * Operations for sending messages with SMSGist. Blocks no thread.
 * <p>
 * Nothing happens before a result is subscribed to, and each subscription is a call of
 * its own. A call that fails ends in an {@link SmsGistException}, which tells whether the
 * message may still have been sent. A call that is canceled while it waits is never made;
 * one that is canceled on the wire may have been.
 * <p>
 * Each send is sent once, however often its request has to be retried: every attempt
 * carries the same idempotency key. <strong>Without a key from the caller, the key is
 * made for the subscription. Subscribing again, as {@code retry()} does, is then another
 * send, and sends twice if the first answer was only lost.</strong> Give a key that
 * stands for the occasion and survives a restart, such as {@code order-77-shipped}.
 *
 * @since 0.1.0
 * @see SmsGistOperations
 * @see ReactiveSmsGistTemplate
 */
public interface ReactiveSmsGistOperations {

	/**
	 * Send an SMS to one recipient, under an idempotency key made for the subscription:
	 * not for a caller who may try again.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @return the receipt, with the key
	 */
	default Mono<SendReceipt> sendSms(String recipient, String message) {
		return Mono.defer(() -> sendSms(SmsMessage.builder().to(recipient).message(message).build()));
	}

	/**
	 * Send an SMS to one recipient, once under a key.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @param idempotencyKey the key under which SMSGist sends this once within 24 hours
	 * @return the receipt
	 */
	default Mono<SendReceipt> sendSms(String recipient, String message, String idempotencyKey) {
		return Mono.defer(() -> sendSms(
				SmsMessage.builder().to(recipient).message(message).idempotencyKey(idempotencyKey).build()));
	}

	/**
	 * Send an SMS, under its own idempotency key or one made for the subscription.
	 * @param message the SMS
	 * @return the receipt, with the key
	 */
	Mono<SendReceipt> sendSms(SmsMessage message);

	/**
	 * Send many SMS, as many at a time as the rate limiter lets through. A pause after a
	 * 429 is waited out.
	 * @param messages the messages, requested as they can be sent
	 * @return one result for each message, see {@link #sendSms(Publisher, Duration)}
	 */
	default Flux<SendResult<SmsMessage>> sendSms(Publisher<SmsMessage> messages) {
		return sendSms(messages, BulkSend.ANY_TIME);
	}

	/**
	 * Send many SMS within a time. No failure of one message ends the stream: each has a
	 * result of its own, in the order in which they come in.
	 * <p>
	 * Once the service refuses the credentials or the credits are used up, the rest is
	 * reported as not attempted. When there is no time left for another message, those
	 * that wait are reported as not attempted and the source is canceled. An attempt that
	 * has no answer when time is over fails with an unknown outcome.
	 * <p>
	 * To be able to resume after a crash, give each message an idempotency key of its own
	 * and send all of them again.
	 * @param messages the messages, requested as they can be sent
	 * @param maxDuration how long sending all of them may take
	 * @return one result for each message that was requested
	 */
	Flux<SendResult<SmsMessage>> sendSms(Publisher<SmsMessage> messages, Duration maxDuration);

	/**
	 * Send an email to one recipient, under an idempotency key made for the subscription:
	 * not for a caller who may try again.
	 * @param recipient an email address
	 * @param subject the subject, one line
	 * @param body plain text or HTML
	 * @return the receipt, with the key
	 */
	default Mono<SendReceipt> sendEmail(String recipient, String subject, String body) {
		return Mono.defer(() -> sendEmail(EmailMessage.builder().to(recipient).subject(subject).body(body).build()));
	}

	/**
	 * Send an email to one recipient, once under a key.
	 * @param recipient an email address
	 * @param subject the subject, one line
	 * @param body plain text or HTML
	 * @param idempotencyKey the key under which SMSGist sends this once within 24 hours
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
	 * Send an email, under its own idempotency key or one made for the subscription.
	 * @param message the email
	 * @return the receipt, with the key
	 */
	Mono<SendReceipt> sendEmail(EmailMessage message);

	/**
	 * Send many emails, as {@link #sendSms(Publisher)} sends SMS.
	 * @param messages the messages, requested as they can be sent
	 * @return one result for each message
	 */
	default Flux<SendResult<EmailMessage>> sendEmail(Publisher<EmailMessage> messages) {
		return sendEmail(messages, BulkSend.ANY_TIME);
	}

	/**
	 * Send many emails within a time, as {@link #sendSms(Publisher, Duration)} sends SMS.
	 * @param messages the messages, requested as they can be sent
	 * @param maxDuration how long sending all of them may take
	 * @return one result for each message that was requested
	 */
	Flux<SendResult<EmailMessage>> sendEmail(Publisher<EmailMessage> messages, Duration maxDuration);

	/**
	 * Read the delivery status of a message.
	 * @param messageId the id from the receipt
	 * @return the status
	 */
	Mono<MessageStatus> getMessageStatus(String messageId);

	/**
	 * Send a failed message again to the recipients it failed for. There is no key to
	 * make this safe to retry: when the answer is lost, this fails with an unknown
	 * outcome rather than risk a second retry.
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
