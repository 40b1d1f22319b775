package io.github.smsgist.sandbox.internal.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * {@link RequestLimiter} with a bucket for the requests of one second, which is refilled
 * continuously.
 */
public final class TokenBucket implements RequestLimiter {

	private static final Duration FULL = Duration.ofSeconds(1);

	private static final long SECOND = FULL.toNanos();

	private final int perSecond;

	/**
	 * Remaining requests, multiplied by the nanoseconds of a second.
	 */
	private long left;

	private Instant last;

	public TokenBucket(int perSecond, Instant start) {
		this.perSecond = perSecond;
		this.left = perSecond * SECOND;
		this.last = start;
	}

	@Override
	public Duration tryPass(Instant now) {
		if (now.isAfter(this.last)) {
			Duration elapsed = Duration.between(this.last, now);
			long nanos = (elapsed.compareTo(FULL) < 0) ? elapsed.toNanos() : SECOND;
			this.left = Math.min(this.left + nanos * this.perSecond, this.perSecond * SECOND);
			this.last = now;
		}
		if (this.left >= SECOND) {
			this.left -= SECOND;
			return Duration.ZERO;
		}
		return Duration.ofNanos((SECOND - this.left + this.perSecond - 1) / this.perSecond);
	}

}
