package io.github.smsgist.sandbox.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The answers that were given under an idempotency key in the last 24 hours, by the path
 * of the operation and the key. One sandbox has one client id, so that is not part of it.
 * Guarded by whoever uses it.
 */
public final class IdempotencyKeys {

	private static final Duration LIFE = Duration.ofHours(24);

	private final int bound;

	private final Supplier<Instant> clock;

	private final Map<Scope, Stored> answers = new LinkedHashMap<>();

	public IdempotencyKeys(int bound, Supplier<Instant> clock) {
		this.bound = bound;
		this.clock = clock;
	}

	public @Nullable Answer find(String path, String key) {
		Stored stored = this.answers.get(new Scope(path, key));
		return (stored != null && this.clock.get().isBefore(stored.expiry())) ? stored.answer() : null;
	}

	public void store(String path, String key, Answer answer) {
		Instant now = this.clock.get();
		Scope scope = new Scope(path, key);
		// Removed first, so that the order of the map stays the order of age.
		this.answers.remove(scope);
		this.answers.put(scope, new Stored(answer, now.plus(LIFE)));
		Iterator<Stored> oldestFirst = this.answers.values().iterator();
		Stored oldest = oldestFirst.next();
		while (this.answers.size() > this.bound || !now.isBefore(oldest.expiry())) {
			oldestFirst.remove();
			oldest = oldestFirst.next();
		}
	}

	public void clear() {
		this.answers.clear();
	}

	private record Scope(String path, String key) {

	}

	private record Stored(Answer answer, Instant expiry) {

	}

}
