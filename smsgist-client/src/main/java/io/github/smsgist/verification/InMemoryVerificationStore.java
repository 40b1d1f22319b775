package io.github.smsgist.verification;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * {@link VerificationStore} in the memory of one process, bounded. A restart forgets all
 * verifications and all limits.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryVerificationStore implements VerificationStore {

	private static final int DEFAULT_CAPACITY = 100_000;

	private final int capacity;

	private final Clock clock;

	private final Map<String, StoredVerification> verifications = new LinkedHashMap<>();

	private final Map<String, Usage> usages = new LinkedHashMap<>();

	/**
	 * Create a store for 100,000 verifications, which take about 40 MB.
	 * @param clock the clock
	 */
	public InMemoryVerificationStore(Clock clock) {
		this(DEFAULT_CAPACITY, clock);
	}

	/**
	 * Create a store.
	 * @param capacity how many verifications and how many limits are remembered. When
	 * there are more the oldest verifications are forgotten, but no limit is: then no
	 * more codes are sent
	 * @param clock the clock
	 */
	public InMemoryVerificationStore(int capacity, Clock clock) {
		Assert.isTrue(capacity > 0, "capacity must be positive");
		this.capacity = capacity;
		this.clock = clock;
	}

	@Override
	public synchronized void create(StoredVerification verification) {
		forgetVerifications();
		this.verifications.put(verification.id(), verification);
	}

	@Override
	public synchronized @Nullable StoredVerification find(String id) {
		StoredVerification verification = this.verifications.get(id);
		return (verification != null && this.clock.instant().isBefore(verification.forgetAt())) ? verification : null;
	}

	@Override
	public synchronized boolean update(StoredVerification verification) {
		StoredVerification current = this.verifications.get(verification.id());
		if (current == null || current.version() != verification.version() - 1) {
			return false;
		}
		this.verifications.put(verification.id(), verification);
		return true;
	}

	@Override
	public synchronized @Nullable Exceeded acquire(List<Quota> quotas, Instant now) {
		Exceeded exceeded = null;
		for (Quota quota : quotas) {
			Instant retryAt = retryAt(quota, now);
			if (retryAt != null && (exceeded == null || retryAt.isAfter(exceeded.retryAt()))) {
				exceeded = new Exceeded(quota, retryAt);
			}
		}
		if (exceeded == null) {
			quotas.forEach((quota) -> this.usages.computeIfAbsent(quota.key(), (key) -> new Usage(quota)).add(now));
		}
		return exceeded;
	}

	@Override
	public synchronized void release(List<Quota> quotas, Instant acquiredAt) {
		for (Quota quota : quotas) {
			Usage usage = this.usages.get(quota.key());
			if (usage != null) {
				usage.times.removeLastOccurrence(acquiredAt);
			}
		}
	}

	synchronized int size() {
		return this.verifications.size() + this.usages.size();
	}

	private @Nullable Instant retryAt(Quota quota, Instant now) {
		Usage usage = this.usages.get(quota.key());
		if (usage != null) {
			return usage.retryAt(now);
		}
		if (this.usages.size() >= this.capacity) {
			this.usages.values().removeIf((other) -> other.isUnused(now));
		}
		return (this.usages.size() < this.capacity) ? null : now.plus(quota.window());
	}

	/**
	 * From the oldest on. Those that expire before an older one stay until then.
	 */
	private void forgetVerifications() {
		Instant now = this.clock.instant();
		Iterator<StoredVerification> oldestFirst = this.verifications.values().iterator();
		while (oldestFirst.hasNext()
				&& (!now.isBefore(oldestFirst.next().forgetAt()) || this.verifications.size() >= this.capacity)) {
			oldestFirst.remove();
		}
	}

	/**
	 * The times at which the units of a quota were taken, oldest first.
	 */
	private static final class Usage {

		private final Quota quota;

		private final Deque<Instant> times = new ArrayDeque<>(1);

		Usage(Quota quota) {
			this.quota = quota;
		}

		void add(Instant now) {
			this.times.add(now);
		}

		@Nullable Instant retryAt(Instant now) {
			return (isUnused(now) || this.times.size() < this.quota.max()) ? null
					: this.times.getFirst().plus(this.quota.window());
		}

		boolean isUnused(Instant now) {
			while (!this.times.isEmpty() && !now.isBefore(this.times.getFirst().plus(this.quota.window()))) {
				this.times.removeFirst();
			}
			return this.times.isEmpty();
		}

	}

}
