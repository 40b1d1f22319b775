package io.github.smsgist.sample;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Takes orders and texts the customers. An order is confirmed once it is committed,
 * whatever happens: a confirmation that failed is kept with its reason and can be sent
 * again, under the same key, so nobody gets two.
 */
@Service
class Shop {

	private final Orders orders;

	private final SmsGistOperations smsGist;

	private final ApplicationEventPublisher events;

	Shop(Orders orders, SmsGistOperations smsGist, ApplicationEventPublisher events) {
		this.orders = orders;
		this.smsGist = smsGist;
		this.events = events;
	}

	/**
	 * Place an order. Placing the order of one number again changes nothing.
	 * @param number the number, made by whoever orders
	 * @param phone the customer's phone number
	 * @param product what is ordered
	 * @return the order
	 * @throws IllegalArgumentException if the phone number is not one
	 */
	@Transactional
	public Order place(String number, String phone, Product product) {
		return this.orders.find(number).orElseGet(() -> {
			SmsMessage confirmation = confirmation(Order.of(number, phone, product));
			Order order = Order.of(number, confirmation.recipients().get(0), product);
			this.orders.add(order);
			this.events.publishEvent(new OrderPlaced(order));
			return order;
		});
	}

	@TransactionalEventListener
	void confirm(OrderPlaced event) {
		confirm(event.order());
	}

	/**
	 * Send the confirmation of an order, or send it again.
	 * @param order the order
	 */
	void confirm(Order order) {
		try {
			SendReceipt receipt = this.smsGist.sendSms(confirmation(order));
			this.orders.confirmed(order.number(), receipt.messageId());
		}
		catch (SmsGistException ex) {
			this.orders.notConfirmed(order.number(), String.valueOf(ex.getMessage()));
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

	/**
	 * An order was placed.
	 *
	 * @param order the order
	 */
	record OrderPlaced(Order order) {

	}

}
