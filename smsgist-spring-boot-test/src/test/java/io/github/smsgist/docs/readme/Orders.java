package io.github.smsgist.docs.readme;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.model.SendReceipt;

import org.springframework.stereotype.Service;

// tag::readme-orders[]
@Service
class Orders {

	private final SmsGistTemplate smsGist;

	Orders(SmsGistTemplate smsGist) {
		this.smsGist = smsGist;
	}

	void shipped(Order order) {
		SendReceipt receipt = this.smsGist.sendSms(order.phone(), "Your order " + order.number() + " is on its way.",
				"order-" + order.number() + "-shipped");
		order.trackWith(receipt.messageId());
	}

}
// end::readme-orders[]
