package io.github.smsgist.docs.recipes;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SmsMessage;

import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

// tag::after-commit[]
@Component
class OrderNotifications {

	private final SmsGistOperations smsGist;

	OrderNotifications(SmsGistOperations smsGist) {
		this.smsGist = smsGist;
	}

	@TransactionalEventListener
	void on(OrderPlaced order) {
		this.smsGist.sendSms(SmsMessage.builder()
			.to(order.phone())
			.message("We have your order " + order.id() + ".")
			.idempotencyKey("order-" + order.id() + "-placed")
			.build());
	}

	record OrderPlaced(String id, String phone) {

	}

}
// end::after-commit[]
