package io.github.smsgist.sandbox.internal.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket that holds the requests of one second and is filled all the time.
 */
public final class TokenBucket implements RequestLimiter {

	private static final Duration FULL = Duration.ofSeconds(1);

	private static final long SECOND = FULL.toNanos();

	private final int perSecond;

	/**
	 * What is left, in requests times nanoseconds.
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
