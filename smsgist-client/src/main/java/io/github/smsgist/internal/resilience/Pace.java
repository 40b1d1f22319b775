package io.github.smsgist.internal.resilience;

import java.util.function.LongSupplier;

/**
 * Adapts the rate to the limit of the service when that is lower than the rate limiter's,
 * so that several applications on one account share the limit.
 * <p>
 * Does nothing until a 429. The first one reduces the rate to that of the calls that were
 * accepted in the last second or, after less than a second of calls, to half. Each
 * further 429 reduces it again, more if they follow each other quickly. In between the
 * rate grows along the curve of TCP CUBIC (RFC 9438): fast when far below the rate of the
 * last 429, slowly near it, and increasingly fast beyond it, up to the limiter's rate.
 * The constants were the best for 1 to 16 clients on one account, see PaceSimulation.
 * Thread-safe.
 */
final class Pace {

	private static final double SLOWEST_PER_SECOND = 0.5;

	/**
	 * Initial rate of an application that calls rarely, as a fraction of the limiter's
	 * rate.
	 */
	private static final double LEAST_AT_FIRST = 0.1;

	/**
	 * Maximum decrease at the start, when a 429 says little about the rate. Without it, a
	 * client of a service that accepts 100 calls a second, but only ten at once, made 55
	 * % fewer calls in the first minute, with it 8 %.
	 */
	private static final double SEARCH_DECREASE = 0.5;

	private static final double DECREASE = 0.85;

	private static final double QUICK_DECREASE = 0.7;

	/**
	 * Steepness of the curve, in calls a second per cubed second. It is the same for slow
	 * and fast clients, so that their rates converge.
	 */
	private static final double STEEPNESS = 0.0008;

	/**
	 * Time beyond the rate of the last 429 after which the service's limit is assumed to
	 * be higher now.
	 */
	private static final double LATE_SECONDS = 15;

	/**
	 * Factor for the steepness from then on. When a limit rises from 20 to 100 calls a
	 * second, a client reaches it after 42 s instead of 55.
	 */
	private static final double LATE_STEEPNESS = 0.01;

	private static final double QUICK_SUCCESSION_SECONDS = 2;

	private static final double NANOS_PER_SECOND = 1e9;

	private final LongSupplier nanoTime;

	private final double ceilingPerSecond;

	private final AcceptedRate accepted;

	private boolean active;

	private boolean searching;

	private int acceptedSinceDecrease;

	private double rateAtLast429;

	private double decrease = DECREASE;

	private long lastDecreaseAt;

	private long nextSlotAt;

	Pace(LongSupplier nanoTime, double ceilingPerSecond) {
		this.nanoTime = nanoTime;
		this.ceilingPerSecond = ceilingPerSecond;
		this.accepted = new AcceptedRate(nanoTime.getAsLong());
	}

	/**
	 * Reserve the next slot.
	 * @param longestWait the maximum wait in nanoseconds
	 * @return the wait in nanoseconds, or -1 if it would be too long and no slot was
	 * reserved
	 */
	synchronized long reserve(long longestWait) {
		if (!this.active) {
			return 0;
		}
		long now = this.nanoTime.getAsLong();
		double rate = rate(now);
		if (rate >= this.ceilingPerSecond) {
			this.active = false;
			return 0;
		}
		long wait = Math.max(0, this.nextSlotAt - now);
		if (wait > longestWait) {
			return -1;
		}
		this.nextSlotAt = now + wait + (long) (NANOS_PER_SECOND / rate);
		return wait;
	}

	/**
	 * Record an accepted call.
	 */
	synchronized void accepted() {
		this.accepted.count(this.nanoTime.getAsLong());
		this.acceptedSinceDecrease++;
	}

	/**
	 * Record a 429.
	 * @param startedAt the start of the call. A call from before the last decrease is
	 * ignored
	 */
	synchronized void throttled(long startedAt) {
		long now = this.nanoTime.getAsLong();
		if (!this.active) {
			this.active = true;
			this.nextSlotAt = now;
			this.accepted.advanceTo(now);
			double taken = this.accepted.perSecond(now) / this.ceilingPerSecond;
			this.searching = !this.accepted.isSteady(now);
			if (this.searching) {
				decrease(now, this.ceilingPerSecond, Math.max(SEARCH_DECREASE, DECREASE * Math.min(1, taken)));
			}
			else {
				decrease(now, this.ceilingPerSecond * Math.min(1, Math.max(LEAST_AT_FIRST, taken)), DECREASE);
			}
		}
		else if (startedAt - this.lastDecreaseAt > 0) {
			double rate = rate(now);
			boolean quick = now - this.lastDecreaseAt < QUICK_SUCCESSION_SECONDS * NANOS_PER_SECOND;
			this.searching &= this.acceptedSinceDecrease < rate;
			decrease(now, rate, this.searching ? SEARCH_DECREASE : (quick ? QUICK_DECREASE : DECREASE));
		}
	}

	private void decrease(long now, double rate, double decrease) {
		this.rateAtLast429 = rate;
		this.decrease = decrease;
		this.lastDecreaseAt = now;
		this.acceptedSinceDecrease = 0;
	}

	/**
	 * Return the current rate.
	 * @return calls per second, the limiter's rate unless there were 429s recently
	 */
	synchronized double perSecond() {
		return this.active ? rate(this.nanoTime.getAsLong()) : this.ceilingPerSecond;
	}

	private double rate(long now) {
		double secondsUntilRecovered = Math.cbrt(this.rateAtLast429 * (1 - this.decrease) / STEEPNESS);
		double seconds = (now - this.lastDecreaseAt) / NANOS_PER_SECOND - secondsUntilRecovered;
		double late = Math.max(0, seconds - LATE_SECONDS);
		double rate = this.rateAtLast429 + STEEPNESS * seconds * seconds * seconds
				+ LATE_STEEPNESS * late * late * late;
		return Math.min(this.ceilingPerSecond, Math.max(SLOWEST_PER_SECOND, rate));
	}

	/**
	 * Number of calls that the service accepted in the last second, counted in two
	 * halves. The older half fades out.
	 */
	private static final class AcceptedRate {

		private static final long HALF = 500_000_000L;

		private long halfBegan;

		private int thisHalf;

		private int lastHalf;

		private long steadySince;

		AcceptedRate(long now) {
			this.halfBegan = now;
			this.steadySince = now;
		}

		/**
		 * Return whether there were accepted calls throughout the last second.
		 */
		boolean isSteady(long now) {
			return now - this.steadySince >= 2 * HALF;
		}

		void count(long now) {
			advanceTo(now);
			this.thisHalf++;
		}

		double perSecond(long now) {
			double into = (now - this.halfBegan) / (double) HALF;
			return (this.lastHalf + this.thisHalf) / (0.5 + 0.5 * Math.max(0.1, into));
		}

		void advanceTo(long now) {
			long halves = (now - this.halfBegan) / HALF;
			if (halves > 0) {
				this.lastHalf = (halves == 1) ? this.thisHalf : 0;
				this.thisHalf = 0;
				this.halfBegan += halves * HALF;
				if (this.lastHalf == 0) {
					this.steadySince = this.halfBegan;
				}
			}
		}

	}

}
