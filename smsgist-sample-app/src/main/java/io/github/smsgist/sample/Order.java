package io.github.smsgist.sample;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An order, and what has become of the text that confirms it.
 *
 * @param number the order's number
 * @param phone the customer's phone number, in E.164
 * @param product what was ordered
 * @param price what it costs, in GHS
 * @param placedAt when it was placed
 * @param messageId the id of the confirmation at SMSGist, or {@code null} before it is
 * accepted
 * @param problem why there is no confirmation, or {@code null}
 * @param delivery what the last webhook said about the confirmation, or {@code null}
 */
record Order(String number, String phone, Product product, BigDecimal price, Instant placedAt,
		@Nullable String messageId, @Nullable String problem, @Nullable DeliveryState delivery) {

	static Order of(String number, String phone, Product product) {
		return new Order(number, phone, product, product.getPrice(), Instant.now(), null, null, null);
	}

	/**
	 * Return the idempotency key of the confirmation. It stands for the occasion, so that
	 * however often the confirmation is sent, the customer gets one.
	 * @return the key
	 */
	String confirmationKey() {
		return "order-" + this.number + "-placed";
	}

	/**
	 * Return the state of the confirmation in a word.
	 * @return the word
	 */
	public String getConfirmation() {
		if (this.delivery != null) {
			return this.delivery.getWord();
		}
		if (this.problem != null) {
			return "Not sent";
		}
		return (this.messageId != null) ? "Accepted" : "Waiting";
	}

	/**
	 * Return whether something is still to be heard of the confirmation.
	 * @return whether it is under way
	 */
	public boolean isUnderWay() {
		return this.problem == null && (this.delivery == null || this.delivery == DeliveryState.SENT);
	}

	/**
	 * Return a text that does not tell whose order this is.
	 */
	@Override
	public String toString() {
		return "Order[number=%s, confirmation=%s]".formatted(this.number, getConfirmation());
	}

}
