package io.github.smsgist;

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
 * What can be done with SMSGist, without ever blocking a thread. Nothing happens before a
 * result is subscribed to, and each subscription is a call of its own. A call that fails
 * ends in an {@link SmsGistException}, which tells whether the message may have been sent
 * all the same. A call that is cancelled while it waits is never made; one that is
 * cancelled on the wire may have been.
 *
 * @since 0.1.0
 * @see SmsGistOperations
 * @see ReactiveSmsGistTemplate
 */
public interface ReactiveSmsGistOperations {

	/**
	 * Send an SMS to one recipient, under an idempotency key made for it.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @return the receipt
	 */
	Mono<SendReceipt> sendSms(String recipient, String message);

	/**
	 * Send an SMS. It is sent once however often the request has to be repeated: each
	 * repetition carries the same idempotency key, the message's own or one made for the
	 * subscription.
	 * @param message the SMS
	 * @return the receipt, with the key
	 */
	Mono<SendReceipt> sendSms(SmsMessage message);

	/**
	 * Send many SMS, some at a time and never faster than the rate limiter lets them. No
	 * failure ends the stream: each message has a result of its own, in the order in
	 * which they come in. Once the service refuses the credentials or the credits are
	 * used up, the rest is reported as not attempted. To be able to resume after a crash,
	 * give each message an idempotency key of its own and send all of them again.
	 * @param messages the messages, asked for as they can be sent
	 * @return one result for each message
	 */
	Flux<SmsResult> sendSms(Publisher<SmsMessage> messages);

	/**
	 * Send an email, once, as {@link #sendSms(SmsMessage)} does.
	 * @param message the email
	 * @return the receipt, with the key
	 */
	Mono<SendReceipt> sendEmail(EmailMessage message);

	/**
	 * Read how far a message has come.
	 * @param messageId the id from the receipt
	 * @return the status
	 */
	Mono<MessageStatus> getMessageStatus(String messageId);

	/**
	 * Send a failed message again to the recipients it failed for. There is no key to
	 * make this safe to repeat: when the answer is lost, this fails with an unknown
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
