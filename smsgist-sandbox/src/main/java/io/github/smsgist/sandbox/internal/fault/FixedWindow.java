package io.github.smsgist.sandbox.internal.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * {@link RequestLimiter} with a number of requests in each second of the clock.
 */
public final class FixedWindow implements RequestLimiter {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final int perSecond;

	private int left;

	private long second = Long.MIN_VALUE;

	public FixedWindow(int perSecond) {
		this.perSecond = perSecond;
	}

	@Override
	public Duration tryPass(Instant now) {
		if (now.getEpochSecond() != this.second) {
			this.second = now.getEpochSecond();
			this.left = this.perSecond;
		}
		if (this.left > 0) {
			this.left--;
			return Duration.ZERO;
		}
		return Duration.ofNanos(SECOND - now.getNano());
	}

}
