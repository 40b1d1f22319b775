package io.github.smsgist.sandbox.internal.service;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Settings of the simulated service.
 *
 * @param balance the initial credits
 * @param smsPrice the price of one SMS segment to one recipient
 * @param emailPrice the price of one email to one recipient
 * @param sendDelay the time from acceptance to sending
 * @param deliveryDelay the time from sending to delivery
 * @param maxMessages the maximum number of remembered messages
 */
public record ServiceSettings(BigDecimal balance, BigDecimal smsPrice, BigDecimal emailPrice, Duration sendDelay,
		Duration deliveryDelay, int maxMessages) {

	/**
	 * Return the price of one unit to one recipient.
	 * @param channel the channel
	 * @return the price
	 */
	public BigDecimal price(Channel channel) {
		return (channel == Channel.SMS) ? this.smsPrice : this.emailPrice;
	}

}
