package io.github.smsgist.internal.resilience;

import java.util.function.LongSupplier;

/**
 * Finds the rate at which the service takes calls when that is lower than the rate
 * limiter's, so that several applications on one account settle at the service's limit
 * without knowing of each other.
 * <p>
 * While there are no 429s it does nothing. The first one brings the rate down to what the
 * service has just been taking; where it has not been called for long enough to tell, the
 * rate is halved instead, and again as long as it is refused at once. From then on each
 * 429 takes a part of it off, more when they come in quick succession, and the rate grows
 * back along the curve of TCP CUBIC (RFC 9438): fast while far below the rate of the last
 * 429, hardly at all near it, and ever faster once past it. When it reaches the limiter's
 * rate it does nothing again. The constants are those that came out best for 1 to 16
 * clients on one account, see PaceSimulation. Thread-safe.
 */
final class Pace {

	private static final double SLOWEST_PER_SECOND = 0.5;

	/**
	 * A part of the limiter's rate: what an application that calls seldom starts from.
	 */
	private static final double LEAST_AT_FIRST = 0.1;

	/**
	 * One bunch of 429s at the start tells little. Taken for the rate, it cost a service
	 * that takes 100 calls a second but only ten at once 55 % of the first minute, and
	 * this 8 %.
	 */
	private static final double SEARCH_DECREASE = 0.5;

	private static final double DECREASE = 0.85;

	private static final double QUICK_DECREASE = 0.7;

	/**
	 * How steep the curve is, in calls a second per cubed second. An absolute figure: a
	 * client that is slow gains more, in proportion, than one that is fast, which is what
	 * makes them meet.
	 */
	private static final double STEEPNESS = 0.0008;

	/**
	 * A rate that has stood for so long past the one of the last 429 is no longer near
	 * the service's limit, which must have risen.
	 */
	private static final double LATE_SECONDS = 15;

	/**
	 * How much steeper the curve is from then on. When a limit rises from 20 to 100 calls
	 * a second, a client is there after 42 s instead of 55, and no client is worse off at
	 * a limit that stays.
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
	 * Take the next slot.
	 * @param longestWait how many nanoseconds the caller may wait
	 * @return how many nanoseconds to wait for it, or -1, with no slot taken, when that
	 * were longer than the longest wait
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
		long slot = (this.nextSlotAt - now > 0) ? this.nextSlotAt : now;
		if (slot - now > longestWait) {
			return -1;
		}
		this.nextSlotAt = slot + (long) (NANOS_PER_SECOND / rate);
		return slot - now;
	}

	/**
	 * The service took a call.
	 */
	synchronized void accepted() {
		this.accepted.count(this.nanoTime.getAsLong());
		this.acceptedSinceDecrease++;
	}

	/**
	 * The service answered 429.
	 * @param startedAt when the call was made: one from before the last decrease says
	 * nothing about the rate since
	 */
	synchronized void throttled(long startedAt) {
		long now = this.nanoTime.getAsLong();
		if (!this.active) {
			this.active = true;
			this.nextSlotAt = now;
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
	 * The current rate.
	 * @return calls per second, the limiter's when there have been no 429s lately
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
	 * How many calls the service took in the last second, in two halves, of which the
	 * older fades out.
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
		 * Whether the service took calls throughout the last second.
		 */
		boolean isSteady(long now) {
			turn(now);
			return now - this.steadySince >= 2 * HALF;
		}

		void count(long now) {
			turn(now);
			this.thisHalf++;
		}

		double perSecond(long now) {
			turn(now);
			double into = (now - this.halfBegan) / (double) HALF;
			return (this.lastHalf + this.thisHalf) / (0.5 + 0.5 * Math.max(0.1, into));
		}

		private void turn(long now) {
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
