package io.github.smsgist.sandbox.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the last 24 hours by idempotency key. Bounded in number and in bytes: the
 * oldest are removed early, with a warning. Not thread-safe.
 */
public final class IdempotencyKeys {

	private static final Log logger = LogFactory.getLog(IdempotencyKeys.class);

	private static final Duration LIFE = Duration.ofHours(24);

	private static final long MAX_BYTES = 64 * 1024 * 1024;

	private final int bound;

	private final Supplier<Instant> clock;

	private final Map<String, Stored> answers = new LinkedHashMap<>();

	private long bytes;

	private boolean warned;

	public IdempotencyKeys(int bound, Supplier<Instant> clock) {
		this.bound = bound;
		this.clock = clock;
	}

	/**
	 * Return the answer for a key.
	 * @param key the key with its scope
	 * @return the answer, or {@code null} if there is none
	 */
	public @Nullable Answer find(String key) {
		Stored stored = this.answers.get(key);
		return (stored != null && this.clock.get().isBefore(stored.expiry())) ? stored.answer() : null;
	}

	/**
	 * Store the answer for a key.
	 * @param key the key with its scope
	 * @param answer the answer
	 */
	public void store(String key, Answer answer) {
		Instant now = this.clock.get();
		Stored stored = new Stored(answer, now.plus(LIFE), 2 * key.length() + answer.body().length + 200);
		// Removed first, so that the map remains in order of age.
		Stored former = this.answers.remove(key);
		this.answers.put(key, stored);
		this.bytes += stored.bytes() - ((former != null) ? former.bytes() : 0);
		Iterator<Stored> oldestFirst = this.answers.values().iterator();
		Stored oldest = oldestFirst.next();
		while (oldest != stored && (isOverfull() || !now.isBefore(oldest.expiry()))) {
			if (now.isBefore(oldest.expiry())) {
				warnOnce();
			}
			this.bytes -= oldest.bytes();
			oldestFirst.remove();
			oldest = oldestFirst.next();
		}
	}

	private boolean isOverfull() {
		return this.answers.size() > this.bound || this.bytes > MAX_BYTES;
	}

	private void warnOnce() {
		if (!this.warned) {
			this.warned = true;
			logger.warn("SMSGist sandbox: the oldest idempotency keys are forgotten before 24 hours, because there are "
					+ "more than " + this.bound + " or they take more than " + MAX_BYTES / (1024 * 1024)
					+ " MB. A message that is repeated under one of them is sent again. Raise the number with maxKeys");
		}
	}

	public void clear() {
		this.answers.clear();
		this.bytes = 0;
	}

	private record Stored(Answer answer, Instant expiry, int bytes) {

	}

}
