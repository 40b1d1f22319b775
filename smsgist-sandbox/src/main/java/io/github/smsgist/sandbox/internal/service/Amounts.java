package io.github.smsgist.sandbox.internal.service;

import java.math.BigDecimal;

/**
 * Amounts of money as far as a sandbox can reckon with them.
 */
public final class Amounts {

	private static final BigDecimal MAX = new BigDecimal("1000000000000");

	private static final int MAX_SCALE = 9;

	private Amounts() {
	}

	/**
	 * Refuse amounts that would break later sums.
	 * @param amount the amount
	 * @param name what it is
	 * @return the amount
	 * @throws IllegalArgumentException if it is negative, huge or finer than any price
	 */
	public static BigDecimal requireValid(BigDecimal amount, String name) {
		if (amount.signum() < 0 || amount.compareTo(MAX) > 0 || amount.scale() > MAX_SCALE || amount.scale() < -12) {
			throw new IllegalArgumentException("'" + name + "' must be from 0 to " + MAX + " with at most " + MAX_SCALE
					+ " digits after the point");
		}
		return amount;
	}

}
