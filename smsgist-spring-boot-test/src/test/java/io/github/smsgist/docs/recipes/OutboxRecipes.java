package io.github.smsgist.docs.recipes;

import java.util.stream.Stream;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxOptions;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

class OutboxRecipes {

	private static final Log logger = LogFactory.getLog(OutboxRecipes.class);

	private final JdbcClient jdbc;

	private final SmsGistOutbox outbox;

	OutboxRecipes(JdbcClient jdbc, SmsGistOutbox outbox) {
		this.jdbc = jdbc;
		this.outbox = outbox;
	}

	// tag::recipe-campaign[]
	long run(String campaign, Stream<Customer> customers) {
		return this.outbox.sendSms(customers.flatMap((customer) -> message(campaign, customer)),
				OutboxOptions.builder().campaign(campaign).build());
	}

	private static Stream<SmsMessage> message(String campaign, Customer customer) {
		try {
			return Stream.of(SmsMessage.builder()
				.to(customer.phone())
				.message("Our shop in Osu opens on Friday.")
				.idempotencyKey(campaign + "-" + customer.id())
				.build());
		}
		catch (IllegalArgumentException ex) {
			logger.warn("Customer %s: %s".formatted(customer.id(), ex.getMessage()));
			return Stream.empty();
		}
	}
	// end::recipe-campaign[]

	// tag::recipe-transaction[]
	@Transactional
	public void place(String orderId, String phone) {
		this.jdbc.sql("insert into orders (id) values (?)").param(orderId).update();
		this.outbox.sendSms(SmsMessage.builder()
			.to(phone)
			.message("We have your order " + orderId + ".")
			.idempotencyKey("order-" + orderId + "-placed")
			.build());
	}
	// end::recipe-transaction[]

	// tag::recipe-queue[]
	// With the annotation of your broker: @RabbitListener, @KafkaListener, @SqsListener
	void on(Shipment shipment) {
		this.outbox.sendSms(SmsMessage.builder()
			.to(shipment.phone())
			.message("Order " + shipment.orderId() + " is on its way.")
			.idempotencyKey("order-" + shipment.orderId() + "-shipped")
			.build());
	}
	// end::recipe-queue[]

	record Customer(String id, String phone) {

	}

	record Shipment(String orderId, String phone) {

	}

}
