package io.github.smsgist.docs.sending;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;

/**
 * Samples of {@code sending-once.md}.
 */
class OrderMessages {

	private final SmsGistOperations smsGist;

	private final Outbox outbox;

	OrderMessages(SmsGistOperations smsGist, Outbox outbox) {
		this.smsGist = smsGist;
		this.outbox = outbox;
	}

	SendReceipt shipped(String phone) {
		// tag::key[]
		SmsMessage message = SmsMessage.builder()
			.to(phone)
			.message("Order 77 is on its way.")
			.idempotencyKey("order-77-shipped")
			.build();
		SendReceipt receipt = this.smsGist.sendSms(message);
		// end::key[]
		return receipt;
	}

	// tag::outcomes[]
	void send(SmsMessage message) {
		try {
			SendReceipt receipt = this.smsGist.sendSms(message);
			this.outbox.sent(message, receipt.messageId());
		}
		catch (SmsGistInsufficientCreditsException ex) {
			this.outbox.hold(message, "Top up the account");
		}
		catch (SmsGistBadRequestException | SmsGistValidationException ex) {
			this.outbox.giveUp(message, ex.getServiceMessage());
		}
		catch (SmsGistException ex) {
			this.outbox.tryAgain(message.withIdempotencyKey(ex.getIdempotencyKey()));
		}
	}
	// end::outcomes[]

	interface Outbox {

		void sent(SmsMessage message, String messageId);

		void hold(SmsMessage message, String reason);

		void giveUp(SmsMessage message, String reason);

		void tryAgain(SmsMessage message);

	}

}
