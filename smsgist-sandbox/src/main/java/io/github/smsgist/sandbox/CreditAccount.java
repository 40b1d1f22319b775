package io.github.smsgist.sandbox;

import java.math.BigDecimal;

/**
 * The credits of a sandbox in GHS: what is there, and what is held for messages in
 * flight. Guarded by {@link SandboxState}.
 */
final class CreditAccount {

	private BigDecimal balance;

	private BigDecimal reserved = BigDecimal.ZERO;

	CreditAccount(BigDecimal balance) {
		this.balance = balance;
	}

	/**
	 * Hold an amount for a message in flight.
	 * @param amount the amount
	 * @return {@code false} if that much is not available; then nothing has changed
	 */
	boolean reserve(BigDecimal amount) {
		if (amount.compareTo(available()) > 0) {
			return false;
		}
		this.reserved = this.reserved.add(amount);
		return true;
	}

	/**
	 * Pay a held amount.
	 * @param amount the amount
	 */
	void settle(BigDecimal amount) {
		this.reserved = this.reserved.subtract(amount);
		this.balance = this.balance.subtract(amount);
	}

	/**
	 * Give a held amount back.
	 * @param amount the amount
	 */
	void release(BigDecimal amount) {
		this.reserved = this.reserved.subtract(amount);
	}

	void setBalance(BigDecimal balance) {
		this.balance = balance;
	}

	BigDecimal balance() {
		return this.balance;
	}

	BigDecimal reserved() {
		return this.reserved;
	}

	BigDecimal available() {
		return this.balance.subtract(this.reserved);
	}

}
