package io.github.smsgist.sample;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Order and its confirmation.
 *
 * @param number the order's number
 * @param phone the customer's phone number, in E.164
 * @param product the product
 * @param price the price in GHS
 * @param placedAt the time of the order
 * @param messageId the id of the confirmation at SMSGist, or {@code null} before it is
 * accepted
 * @param problem the reason why there is no confirmation, or {@code null}
 * @param delivery the delivery state of the confirmation, or {@code null}
 */
record Order(String number, String phone, Product product, BigDecimal price, Instant placedAt,
		@Nullable String messageId, @Nullable String problem, @Nullable DeliveryState delivery) {

	static Order of(String number, String phone, Product product) {
		return new Order(number, phone, product, product.getPrice(), Instant.now(), null, null, null);
	}

	/**
	 * Return the idempotency key of the confirmation. It identifies the occasion, so that
	 * the customer gets one confirmation.
	 * @return the key
	 */
	String confirmationKey() {
		return "order-" + this.number + "-placed";
	}

	/**
	 * Return the state of the confirmation.
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
	 * Return whether the state of the confirmation may still change.
	 * @return whether it may change
	 */
	public boolean isUnderWay() {
		return this.problem == null && (this.delivery == null || this.delivery == DeliveryState.SENT);
	}

	/**
	 * Return a description without the customer.
	 */
	@Override
	public String toString() {
		return "Order[number=%s, confirmation=%s]".formatted(this.number, getConfirmation());
	}

}
