package io.github.smsgist.sandbox.internal.service;

import java.math.BigDecimal;

/**
 * Credits of a sandbox in GHS. Guarded by {@link MessageService}.
 */
public final class CreditAccount {

	private BigDecimal balance;

	private BigDecimal reserved = BigDecimal.ZERO;

	public CreditAccount(BigDecimal balance) {
		this.balance = balance;
	}

	/**
	 * Reserve an amount for a message.
	 * @param amount the amount
	 * @return {@code false} if too little is available
	 */
	public boolean reserve(BigDecimal amount) {
		if (amount.compareTo(available()) > 0) {
			return false;
		}
		this.reserved = this.reserved.add(amount);
		return true;
	}

	/**
	 * Charge a reserved amount.
	 * @param amount the amount
	 */
	public void settle(BigDecimal amount) {
		this.reserved = this.reserved.subtract(amount);
		this.balance = this.balance.subtract(amount);
	}

	/**
	 * Release a reserved amount.
	 * @param amount the amount
	 */
	public void release(BigDecimal amount) {
		this.reserved = this.reserved.subtract(amount);
	}

	public void setBalance(BigDecimal balance) {
		this.balance = balance;
	}

	public BigDecimal balance() {
		return this.balance;
	}

	public BigDecimal reserved() {
		return this.reserved;
	}

	public BigDecimal available() {
		return this.balance.subtract(this.reserved);
	}

}
