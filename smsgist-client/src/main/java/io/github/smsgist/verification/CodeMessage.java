package io.github.smsgist.verification;

import java.time.Duration;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import reactor.core.publisher.Mono;

/**
 * Message that carries a code.
 */
sealed interface CodeMessage {

	SendReceipt send(SmsGistOperations smsGist, Duration maxDuration);

	Mono<SendReceipt> send(ReactiveSmsGistOperations smsGist, Duration maxDuration);

	/**
	 * SMS that carries a code.
	 *
	 * @param message the SMS
	 */
	record Sms(SmsMessage message) implements CodeMessage {

		@Override
		public SendReceipt send(SmsGistOperations smsGist, Duration maxDuration) {
			return smsGist.sendSms(this.message, maxDuration);
		}

		@Override
		public Mono<SendReceipt> send(ReactiveSmsGistOperations smsGist, Duration maxDuration) {
			return smsGist.sendSms(this.message, maxDuration);
		}

	}

	/**
	 * Email that carries a code.
	 *
	 * @param message the email
	 */
	record Email(EmailMessage message) implements CodeMessage {

		@Override
		public SendReceipt send(SmsGistOperations smsGist, Duration maxDuration) {
			return smsGist.sendEmail(this.message, maxDuration);
		}

		@Override
		public Mono<SendReceipt> send(ReactiveSmsGistOperations smsGist, Duration maxDuration) {
			return smsGist.sendEmail(this.message, maxDuration);
		}

	}

}
