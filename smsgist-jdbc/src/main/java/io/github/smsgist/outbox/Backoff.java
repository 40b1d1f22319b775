package io.github.smsgist.outbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with a maximum, and a random part of up to a fifth, so that
 * messages that failed together are not retried together.
 */
record Backoff(Duration initial, Duration max) {

	private static final int MAX_DOUBLINGS = 20;

	private static final double JITTER = 0.2;

	Duration after(int attempts) {
		long doubled = this.initial.toMillis() << Math.min(attempts, MAX_DOUBLINGS);
		long millis = Math.min(doubled, this.max.toMillis());
		return Duration.ofMillis((long) (millis * (1 - JITTER * ThreadLocalRandom.current().nextDouble())));
	}

}
