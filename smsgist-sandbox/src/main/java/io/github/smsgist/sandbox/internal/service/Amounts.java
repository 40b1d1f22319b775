package io.github.smsgist.sandbox.internal.service;

import java.math.BigDecimal;

/**
 * Validation of amounts of money.
 */
public final class Amounts {

	private static final BigDecimal MAX = new BigDecimal("1000000000000");

	private static final int MAX_SCALE = 9;

	private Amounts() {
	}

	/**
	 * Check that an amount is in range.
	 * @param amount the amount
	 * @param name the name of the argument
	 * @return the amount
	 * @throws IllegalArgumentException if it is negative, too large or too precise
	 */
	public static BigDecimal requireValid(BigDecimal amount, String name) {
		if (amount.signum() < 0 || amount.compareTo(MAX) > 0 || amount.scale() > MAX_SCALE || amount.scale() < -12) {
			throw new IllegalArgumentException("'" + name + "' must be from 0 to " + MAX + " with at most " + MAX_SCALE
					+ " digits after the point");
		}
		return amount;
	}

}
