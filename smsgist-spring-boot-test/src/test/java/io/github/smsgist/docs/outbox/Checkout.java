package io.github.smsgist.docs.outbox;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.SmsGistOutbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

// tag::checkout[]
@Service
class Checkout {

	private final JdbcClient jdbc;

	private final SmsGistOutbox outbox;

	Checkout(JdbcClient jdbc, SmsGistOutbox outbox) {
		this.jdbc = jdbc;
		this.outbox = outbox;
	}

	@Transactional
	public void place(String orderId, String phone) {
		String key = "order-" + orderId + "-placed";
		this.jdbc.sql("insert into orders (id, confirmation_key) values (?, ?)").param(orderId).param(key).update();
		this.outbox.sendSms(SmsMessage.builder()
			.to(phone)
			.message("We have your order " + orderId + ".")
			.idempotencyKey(key)
			.build());
	}

}
// end::checkout[]
