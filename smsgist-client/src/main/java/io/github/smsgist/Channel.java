package io.github.smsgist;

import java.util.UUID;

import io.github.smsgist.internal.http.Request;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

/**
 * Strategy for sending one type of message.
 *
 * @param <M> the type of the message
 */
interface Channel<M> {

	Channel<SmsMessage> SMS = new Sms();

	Channel<EmailMessage> EMAIL = new Email();

	Operation operation();

	@Nullable String key(M message);

	M withKey(M message, String key);

	@Nullable Route route(M message);

	/**
	 * Create the request.
	 * @param defaultRegion the region that national phone numbers belong to
	 * @throws IllegalArgumentException if a recipient is not valid
	 */
	Request<SendReceipt> request(M message, String defaultRegion);

	/**
	 * Return the key of a message, or a new one.
	 */
	default String keyOf(M message) {
		String key = key(message);
		return (key != null) ? key : UUID.randomUUID().toString();
	}

	default M keyed(M message) {
		return (key(message) != null) ? message : withKey(message, keyOf(message));
	}

	/**
	 * SMS.
	 */
	final class Sms implements Channel<SmsMessage> {

		@Override
		public Operation operation() {
			return Operation.SEND_SMS;
		}

		@Override
		public @Nullable String key(SmsMessage message) {
			return message.idempotencyKey();
		}

		@Override
		public SmsMessage withKey(SmsMessage message, String key) {
			return message.withIdempotencyKey(key);
		}

		@Override
		public @Nullable Route route(SmsMessage message) {
			return message.route();
		}

		@Override
		public Request<SendReceipt> request(SmsMessage message, String defaultRegion) {
			return Request.sendSms(message.withRecipientsInE164(defaultRegion));
		}

	}

	/**
	 * Email.
	 */
	final class Email implements Channel<EmailMessage> {

		@Override
		public Operation operation() {
			return Operation.SEND_EMAIL;
		}

		@Override
		public @Nullable String key(EmailMessage message) {
			return message.idempotencyKey();
		}

		@Override
		public EmailMessage withKey(EmailMessage message, String key) {
			return message.withIdempotencyKey(key);
		}

		@Override
		public @Nullable Route route(EmailMessage message) {
			return message.route();
		}

		@Override
		public Request<SendReceipt> request(EmailMessage message, String defaultRegion) {
			return Request.sendEmail(message);
		}

	}

}
