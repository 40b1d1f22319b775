package io.github.smsgist.docs.readme;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SendResult;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SmsMessage;
import reactor.core.publisher.Flux;

/**
 * Samples of the README and of the page about sending.
 */
abstract class ReadmeSamples {

	int segments(SmsMessage message) {
		// tag::sending-segments[]
		int segments = message.segments().segments() * message.recipients().size();
		// end::sending-segments[]
		return segments;
	}

	void email(SmsGistOperations smsGist) {
		// tag::sending-email[]
		smsGist.sendEmail(EmailMessage.builder()
			.to("ama@example.com")
			.subject("Your receipt")
			.body("<h1>Thank you</h1>")
			.fromName("Kente & Co")
			.build());
		// end::sending-email[]
	}

	Flux<SendResult<SmsMessage>> many(ReactiveSmsGistOperations smsGist, Flux<Customer> customers) {
		// tag::sending-many[]
		Flux<SendResult<SmsMessage>> results = smsGist.sendSms(customers.map((customer) -> SmsMessage.builder()
			.to(customer.phone())
			.message("We open at ten tomorrow.")
			.idempotencyKey("opening-" + customer.id())
			.build()));
		// end::sending-many[]
		return results;
	}

	void failures(SmsGistOperations smsGist, SmsMessage message) {
		// tag::readme-failures[]
		try {
			smsGist.sendSms(message);
		}
		catch (SmsGistInsufficientCreditsException ex) {
			topUp();
		}
		catch (SmsGistException ex) {
			if (ex.isOutcomeUnknown()) {
				sendAgainLater(message.withIdempotencyKey(ex.getIdempotencyKey()));
			}
		}
		// end::readme-failures[]
	}

	abstract void topUp();

	abstract void sendAgainLater(SmsMessage message);

	record Customer(String id, String phone) {

	}

}
