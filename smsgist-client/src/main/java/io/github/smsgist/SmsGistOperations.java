package io.github.smsgist;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;

/**
 * What can be done with SMSGist, waiting for each answer. Every method throws an
 * {@link SmsGistException} if the call fails, which tells whether the message may have
 * been sent all the same, and may be called from any thread that may block.
 *
 * @since 0.1.0
 * @see ReactiveSmsGistOperations
 * @see SmsGistTemplate
 */
public interface SmsGistOperations {

	/**
	 * Send an SMS to one recipient, under an idempotency key made for it.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region
	 * @param message the text
	 * @return the receipt
	 * @throws IllegalArgumentException if the number or the text cannot be sent
	 */
	SendReceipt sendSms(String recipient, String message);

	/**
	 * Send an SMS. It is sent once however often the request has to be repeated: each
	 * repetition carries the same idempotency key, the message's own or one made for it.
	 * @param message the SMS
	 * @return the receipt, with the key
	 * @throws IllegalArgumentException if a national phone number is none in the default
	 * region
	 */
	SendReceipt sendSms(SmsMessage message);

	/**
	 * Send an email, once, as {@link #sendSms(SmsMessage)} does.
	 * @param message the email
	 * @return the receipt, with the key
	 */
	SendReceipt sendEmail(EmailMessage message);

	/**
	 * Read how far a message has come.
	 * @param messageId the id from the receipt
	 * @return the status
	 */
	MessageStatus getMessageStatus(String messageId);

	/**
	 * Send a failed message again to the recipients it failed for. There is no key to
	 * make this safe to repeat: when the answer is lost, this fails with an unknown
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
