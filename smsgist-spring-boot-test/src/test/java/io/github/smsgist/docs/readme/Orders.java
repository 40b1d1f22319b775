package io.github.smsgist.docs.readme;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;

import org.springframework.stereotype.Service;

// tag::readme-orders[]
@Service
class Orders {

	private final SmsGistTemplate smsGist;

	Orders(SmsGistTemplate smsGist) {
		this.smsGist = smsGist;
	}

	void shipped(Order order) {
		SendReceipt receipt = this.smsGist.sendSms(SmsMessage.builder()
			.to(order.phone())
			.message("Your order " + order.number() + " is on its way.")
			.idempotencyKey("order-" + order.number() + "-shipped")
			.build());
		order.trackWith(receipt.messageId());
	}

}
// end::readme-orders[]
