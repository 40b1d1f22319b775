package io.github.smsgist.docs.queue;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.SmsGistOutbox;

import org.springframework.amqp.AmqpRejectAndDontRequeueException;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

// tag::queue-rabbitmq[]
@Component
class ShipmentListener {

	private final JdbcClient jdbc;

	private final SmsGistOutbox outbox;

	ShipmentListener(JdbcClient jdbc, SmsGistOutbox outbox) {
		this.jdbc = jdbc;
		this.outbox = outbox;
	}

	@RabbitListener(queues = "shipments")
	@Transactional
	public void on(Shipment shipment) {
		this.jdbc.sql("update orders set shipped = true where id = ?").param(shipment.orderId()).update();
		try {
			this.outbox.sendSms(SmsMessage.builder()
				.to(shipment.phone())
				.message("Order " + shipment.orderId() + " is on its way.")
				.idempotencyKey("order-" + shipment.orderId() + "-shipped")
				.build());
		}
		catch (IllegalArgumentException ex) {
			// A redelivery would fail, too.
			throw new AmqpRejectAndDontRequeueException(ex.getMessage());
		}
	}

	record Shipment(String orderId, String phone) {

	}

}
// end::queue-rabbitmq[]
