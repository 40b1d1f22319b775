package io.github.smsgist.model;

import java.io.Serializable;
import java.math.BigDecimal;

import io.github.smsgist.internal.privacy.OneLine;
import org.jspecify.annotations.Nullable;

/**
 * Credits of the credential, or of its parent app or organization. A value that the
 * service left out is {@code null}.
 *
 * @param balance the total
 * @param reserved the amount reserved for messages that are not sent yet
 * @param available the total without the reserved amount
 * @param currency the currency, currently {@code GHS}
 * @since 0.1.0
 */
public record CreditBalance(@Nullable BigDecimal balance, @Nullable BigDecimal reserved, @Nullable BigDecimal available,
		@Nullable String currency) implements Serializable {

	/**
	 * Create the balance of an account that has nothing reserved, for a unit test.
	 * @param available the credits, all of which can be spent
	 * @return a balance in {@code GHS}
	 */
	public static CreditBalance of(BigDecimal available) {
		return new CreditBalance(available, BigDecimal.ZERO, available, "GHS");
	}

	@Override
	public String toString() {
		return "CreditBalance[balance=%s, reserved=%s, available=%s, currency=%s]".formatted(this.balance,
				this.reserved, this.available, OneLine.of(this.currency));
	}

}
