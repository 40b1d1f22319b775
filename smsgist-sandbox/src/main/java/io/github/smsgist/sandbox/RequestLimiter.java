package io.github.smsgist.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * A rate limit in requests per second of the sandbox's clock. Guarded by
 * {@link SandboxFaults}.
 */
final class RequestLimiter {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final RequestLimit kind;

	private final int perSecond;

	private final boolean retryAfter;

	private final Instant start;

	/**
	 * What is left: requests times nanoseconds for the bucket, requests for the window.
	 */
	private long left;

	private long last;

	RequestLimiter(RequestLimit kind, int perSecond, boolean retryAfter, Instant start) {
		this.kind = kind;
		this.perSecond = perSecond;
		this.retryAfter = retryAfter;
		this.start = (kind == RequestLimit.FIXED_WINDOW) ? Instant.EPOCH : start;
		this.left = (kind == RequestLimit.FIXED_WINDOW) ? perSecond : perSecond * SECOND;
	}

	int requestsPerSecond() {
		return this.perSecond;
	}

	boolean hasRetryAfter() {
		return this.retryAfter;
	}

	/**
	 * Let one request through if the limit allows.
	 * @param now the time
	 * @return {@link Duration#ZERO} if it may pass, or how long it is until one may
	 */
	Duration tryPass(Instant now) {
		return (this.kind == RequestLimit.FIXED_WINDOW) ? passWindow(now) : passBucket(now);
	}

	private Duration passWindow(Instant now) {
		if (now.getEpochSecond() != this.last) {
			this.last = now.getEpochSecond();
			this.left = this.perSecond;
		}
		if (this.left > 0) {
			this.left--;
			return Duration.ZERO;
		}
		return Duration.ofNanos(SECOND - now.getNano());
	}

	private Duration passBucket(Instant now) {
		long time = Duration.between(this.start, now).toNanos();
		long elapsed = Math.min(Math.max(time - this.last, 0), SECOND);
		this.left = Math.min(this.left + elapsed * this.perSecond, this.perSecond * SECOND);
		this.last = Math.max(time, this.last);
		if (this.left >= SECOND) {
			this.left -= SECOND;
			return Duration.ZERO;
		}
		return Duration.ofNanos((SECOND - this.left + this.perSecond - 1) / this.perSecond);
	}

}
