package io.github.smsgist.sandbox.internal.webhook;

import java.time.Duration;

/**
 * Schedule for deliveries that are not answered with 2xx. Each wait is twice as long as
 * the one before, up to a day.
 *
 * @param maxAttempts the maximum number of attempts, including the first
 * @param firstBackoff the wait before the second attempt
 */
public record RetrySchedule(int maxAttempts, Duration firstBackoff) {

	private static final Duration MAX_BACKOFF = Duration.ofDays(1);

	public static final RetrySchedule DEFAULT = new RetrySchedule(4, Duration.ofMillis(200));

	public RetrySchedule {
		if (maxAttempts < 1 || maxAttempts > 1000) {
			throw new IllegalArgumentException("'maxAttempts' must be from 1 to 1000");
		}
		if (firstBackoff.isNegative() || firstBackoff.compareTo(MAX_BACKOFF) > 0) {
			throw new IllegalArgumentException("'firstBackoff' must be from zero to one day");
		}
	}

	Duration backoffAfter(int attempt) {
		Duration backoff = this.firstBackoff;
		for (int i = 1; i < attempt && backoff.compareTo(MAX_BACKOFF) < 0 && !backoff.isZero(); i++) {
			backoff = backoff.multipliedBy(2);
		}
		return (backoff.compareTo(MAX_BACKOFF) < 0) ? backoff : MAX_BACKOFF;
	}

}
