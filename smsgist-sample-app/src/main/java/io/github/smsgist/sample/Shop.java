package io.github.smsgist.sample;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.OutboxParkedEvent;
import io.github.smsgist.outbox.OutboxSentEvent;
import io.github.smsgist.outbox.SmsGistOutbox;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes orders and texts the customers. An order and its confirmation are stored in one
 * transaction, so there is never one without the other.
 */
@Service
class Shop {

	private final Orders orders;

	private final SmsGistOutbox outbox;

	Shop(Orders orders, SmsGistOutbox outbox) {
		this.orders = orders;
		this.outbox = outbox;
	}

	/**
	 * Place an order. Placing it again with the same number has no effect.
	 * @param number the number, chosen by the caller
	 * @param phone the customer's phone number
	 * @param product the product
	 * @return the order
	 * @throws IllegalArgumentException if the phone number is not valid
	 */
	@Transactional
	public Order place(String number, String phone, Product product) {
		return this.orders.find(number).orElseGet(() -> {
			Order order = Order.of(number, Customers.phone(phone), product);
			this.orders.add(order);
			this.outbox.sendSms(confirmation(order));
			return order;
		});
	}

	@EventListener
	void on(OutboxSentEvent event) {
		this.orders.confirmed(event.idempotencyKey(), event.messageId());
	}

	@EventListener
	void on(OutboxParkedEvent event) {
		this.orders.notConfirmed(event.idempotencyKey(), event.detail());
	}

	/**
	 * Send a confirmation that was not accepted again, under the same key.
	 * @param order the order
	 */
	@Transactional
	public void confirmAgain(Order order) {
		if (this.outbox.resume(order.confirmationKey())) {
			this.orders.waiting(order.confirmationKey());
		}
	}

	private static SmsMessage confirmation(Order order) {
		return SmsMessage.builder()
			.to(order.phone())
			.message("Thank you! Your order %s (%s, GHS %s) is on its way.".formatted(order.number(),
					order.product().getTitle(), order.price()))
			.idempotencyKey(order.confirmationKey())
			.build();
	}

}
