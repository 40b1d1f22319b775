package io.github.smsgist.sample;

import java.util.stream.Stream;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxOptions;
import io.github.smsgist.outbox.SmsGistOutbox;

import org.springframework.stereotype.Service;

/**
 * Texts all customers, with low priority.
 */
@Service
class Broadcast {

	private final Orders orders;

	private final SmsGistOutbox outbox;

	Broadcast(Orders orders, SmsGistOutbox outbox) {
		this.orders = orders;
		this.outbox = outbox;
	}

	/**
	 * Store a text for each customer in the outbox.
	 * @param id the id of the broadcast. With the same id, no customer gets a second text
	 * @param text the text
	 * @return the number of new texts
	 */
	long send(String id, String text) {
		Stream<SmsMessage> messages = this.orders.firstOfEachCustomer()
			.stream()
			.map((order) -> SmsMessage.builder()
				.to(order.phone())
				.message(text)
				.idempotencyKey("news-" + id + "-" + order.number())
				.build());
		return this.outbox.sendSms(messages, OutboxOptions.builder().campaign("news-" + id).build());
	}

}
