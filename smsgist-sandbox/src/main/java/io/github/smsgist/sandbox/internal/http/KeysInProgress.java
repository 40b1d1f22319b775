package io.github.smsgist.sandbox.internal.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Idempotency keys of calls whose answers are delayed, in real time. Thread-safe.
 */
public final class KeysInProgress {

	private static final int MAX_KEYS = 10_000;

	private final Map<String, Long> ends = new HashMap<>();

	/**
	 * Add a call.
	 * @param key the key with its scope
	 * @param delay the delay of the answer
	 */
	public synchronized void begin(String key, Duration delay) {
		long now = System.nanoTime();
		this.ends.values().removeIf((end) -> end - now <= 0);
		if (this.ends.size() < MAX_KEYS) {
			this.ends.putIfAbsent(key, now + delay.toNanos());
		}
	}

	/**
	 * Return how long a call is still in progress.
	 * @param key the key with its scope
	 * @return the time, or {@link Duration#ZERO} if there is no call with the key
	 */
	public synchronized Duration left(String key) {
		Long end = this.ends.get(key);
		return (end != null) ? Duration.ofNanos(Math.max(0, end - System.nanoTime())) : Duration.ZERO;
	}

	public synchronized void clear() {
		this.ends.clear();
	}

}
