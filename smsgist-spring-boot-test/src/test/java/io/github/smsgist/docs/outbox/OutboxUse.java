package io.github.smsgist.docs.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxOptions;
import io.github.smsgist.outbox.OutboxSentEvent;
import io.github.smsgist.outbox.ParkedReason;
import io.github.smsgist.outbox.SmsGistOutbox;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxUse {

	private final JdbcClient jdbc;

	private final SmsGistOutbox outbox;

	OutboxUse(JdbcClient jdbc, SmsGistOutbox outbox) {
		this.jdbc = jdbc;
		this.outbox = outbox;
	}

	// tag::outbox-options[]
	String sendCode(String phone, String code) {
		return this.outbox.sendSms(
				SmsMessage.builder().to(phone).message("Your code is " + code + ".").route(Route.OTP).build(),
				OutboxOptions.builder().notAfter(Instant.now().plus(Duration.ofMinutes(10))).build());
	}
	// end::outbox-options[]

	// tag::outbox-campaign[]
	long announce(Stream<Customer> customers) {
		OutboxOptions options = OutboxOptions.builder().campaign("sale").build();
		return this.outbox.sendSms(customers.map((customer) -> SmsMessage.builder()
			.to(customer.phone())
			.message("Our sale starts on Friday.")
			.idempotencyKey("sale-" + customer.id())
			.build()), options);
	}
	// end::outbox-campaign[]

	// tag::outbox-parked[]
	void sendAgainAfterAll() {
		this.outbox.parked()
			.filter((entry) -> entry.parkedReason() == ParkedReason.REJECTED)
			.forEach((entry) -> this.outbox.resume(entry.idempotencyKey()));
	}
	// end::outbox-parked[]

	// tag::outbox-event[]
	@EventListener
	void onSent(OutboxSentEvent event) {
		this.jdbc.sql("update orders set confirmation = ? where confirmation_key = ?")
			.param(event.messageId())
			.param(event.idempotencyKey())
			.update();
	}
	// end::outbox-event[]

	record Customer(String id, String phone) {

	}

}
