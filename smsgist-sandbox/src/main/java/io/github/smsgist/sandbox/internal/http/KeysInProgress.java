package io.github.smsgist.sandbox.internal.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The idempotency keys of calls whose answers are held back, and for how long. Real time,
 * for callers wait in it. Thread-safe.
 */
public final class KeysInProgress {

	private static final int MAX_KEYS = 10_000;

	private final Map<String, Long> ends = new HashMap<>();

	/**
	 * Take note of a call that is answered late.
	 * @param key the key with its scope
	 * @param delay how late
	 */
	public synchronized void begin(String key, Duration delay) {
		long now = System.nanoTime();
		this.ends.values().removeIf((end) -> end - now <= 0);
		if (this.ends.size() < MAX_KEYS) {
			this.ends.putIfAbsent(key, now + delay.toNanos());
		}
	}

	/**
	 * Return how long the call with a key is still in progress.
	 * @param key the key with its scope
	 * @return the time, {@link Duration#ZERO} if there is no such call
	 */
	public synchronized Duration left(String key) {
		Long end = this.ends.get(key);
		return (end != null) ? Duration.ofNanos(Math.max(0, end - System.nanoTime())) : Duration.ZERO;
	}

	public synchronized void clear() {
		this.ends.clear();
	}

}
