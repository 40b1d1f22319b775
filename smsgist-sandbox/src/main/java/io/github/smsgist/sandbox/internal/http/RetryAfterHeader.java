package io.github.smsgist.sandbox.internal.http;

import java.time.Duration;
import java.time.Instant;

import io.github.smsgist.sandbox.internal.fault.Fault;

/**
 * Formats {@code Retry-After} in seconds or as an HTTP date, rounded up to a second.
 */
public final class RetryAfterHeader {

	private RetryAfterHeader() {
	}

	public static String value(Fault.RetryAfter retryAfter, Instant now) {
		if (!retryAfter.date()) {
			return Long.toString(ceilSeconds(retryAfter.delay()));
		}
		Instant until = now.plus(retryAfter.delay());
		return HttpDate.format((until.getNano() > 0) ? until.plusSeconds(1) : until);
	}

	private static long ceilSeconds(Duration duration) {
		return (duration.getNano() > 0) ? duration.getSeconds() + 1 : duration.getSeconds();
	}

}
