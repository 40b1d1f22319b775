package io.github.smsgist.docs.readme;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsResult;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.webhook.MessageDeliveredEvent;
import reactor.core.publisher.Flux;

import org.springframework.context.event.EventListener;

/**
 * Samples of the README.
 */
abstract class ReadmeSamples {

	private final Order orders;

	ReadmeSamples(Order orders) {
		this.orders = orders;
	}

	void email(SmsGistOperations smsGist) {
		// tag::readme-email[]
		smsGist.sendEmail(EmailMessage.builder()
			.to("ama@example.com")
			.subject("Your receipt")
			.body("<h1>Thank you</h1>")
			.fromName("Kente & Co")
			.build());
		// end::readme-email[]
	}

	Flux<SmsResult> many(ReactiveSmsGistOperations smsGist, Flux<Customer> customers) {
		// tag::readme-many[]
		Flux<SmsResult> results = smsGist.sendSms(customers.map((customer) -> SmsMessage.builder()
			.to(customer.phone())
			.message("We open at ten tomorrow.")
			.idempotencyKey("opening-" + customer.id())
			.build()));
		// end::readme-many[]
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
				sendAgainLater(message.withIdempotencyKey(ex.idempotencyKey()));
			}
		}
		// end::readme-failures[]
	}

	// tag::readme-webhook[]
	@EventListener
	void on(MessageDeliveredEvent event) {
		orders.delivered(event.messageId());
	}
	// end::readme-webhook[]

	abstract void topUp();

	abstract void sendAgainLater(SmsMessage message);

	record Customer(String id, String phone) {

	}

}
