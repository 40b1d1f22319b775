package io.github.smsgist.sample;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.model.SmsMessage;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Service;

/**
 * Texts all customers at once, as fast as the account allows.
 */
@Service
class Broadcast {

	private final Orders orders;

	private final ReactiveSmsGistOperations smsGist;

	Broadcast(Orders orders, ReactiveSmsGistOperations smsGist) {
		this.orders = orders;
		this.smsGist = smsGist;
	}

	/**
	 * Text all customers and wait for the end of it.
	 * @param id the broadcast's id: sent again under the same id, nobody gets a second
	 * text
	 * @param text the text
	 * @return how it went
	 */
	Result send(String id, String text) {
		List<SmsMessage> messages = this.orders.firstOfEachCustomer()
			.stream()
			.map((order) -> SmsMessage.builder()
				.to(order.phone())
				.message(text)
				.idempotencyKey("news-" + id + "-" + order.number())
				.build())
			.toList();
		AtomicInteger sent = new AtomicInteger();
		this.smsGist.sendSms(Flux.fromIterable(messages)).doOnNext((result) -> {
			if (result.isSent()) {
				sent.incrementAndGet();
			}
		}).blockLast();
		return new Result(sent.get(), messages.size());
	}

	/**
	 * How a broadcast went.
	 *
	 * @param sent how many texts were accepted
	 * @param customers how many there were to be
	 */
	record Result(int sent, int customers) {

	}

}
