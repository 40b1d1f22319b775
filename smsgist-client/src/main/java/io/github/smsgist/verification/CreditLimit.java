package io.github.smsgist.verification;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.smsgist.verification.VerificationStore.Quota;

/**
 * Limit on the credits that codes cost in a day. The cost of a message is known only from
 * its receipt. Until then it counts as the highest cost so far. Thread-safe.
 */
final class CreditLimit {

	static final String KEY = "credits";

	private static final Duration WINDOW = Duration.ofDays(1);

	/**
	 * Digits after the decimal point that are counted. Further ones round up.
	 */
	private static final int SCALE = 6;

	private static final BigDecimal UNIT = BigDecimal.ONE.movePointLeft(SCALE);

	private final BigDecimal creditsPerDay;

	private final long max;

	private final AtomicLong highestCost = new AtomicLong(1);

	CreditLimit(BigDecimal creditsPerDay) {
		this.creditsPerDay = creditsPerDay;
		this.max = units(creditsPerDay);
	}

	Quota quota() {
		return new Quota(KEY, this.max, WINDOW, this.highestCost.get());
	}

	/**
	 * Return the units of a cost, and remember the cost if it is the highest so far.
	 */
	long settle(BigDecimal cost) {
		long units = (cost.compareTo(this.creditsPerDay) < 0) ? units(cost) : this.max;
		this.highestCost.accumulateAndGet(units, Math::max);
		return units;
	}

	/**
	 * Compare before rescaling: to rescale a number with an absurd exponent would take
	 * all memory.
	 */
	private static long units(BigDecimal credits) {
		if (credits.compareTo(UNIT) <= 0) {
			return (credits.signum() > 0) ? 1 : 0;
		}
		return credits.setScale(SCALE, RoundingMode.CEILING).unscaledValue().longValueExact();
	}

}
