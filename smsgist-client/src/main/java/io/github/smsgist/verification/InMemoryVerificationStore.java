package io.github.smsgist.verification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * {@link VerificationStore} in the memory of one process, bounded. A restart loses all
 * verifications and all limits. Thread-safe.
 */
final class InMemoryVerificationStore implements VerificationStore {

	private static final int DEFAULT_CAPACITY = 100_000;

	private final int capacity;

	private final Clock clock;

	private final Map<String, StoredVerification> verifications = new LinkedHashMap<>();

	private final Map<String, Usage> usages = new LinkedHashMap<>();

	/**
	 * Create a store for 100,000 verifications, which take about 40 MB.
	 */
	InMemoryVerificationStore(Clock clock) {
		this(DEFAULT_CAPACITY, clock);
	}

	/**
	 * Create a store.
	 * @param capacity the maximum number of verifications, and of limits. A further
	 * verification replaces the oldest one. A further limit is used up from the start, so
	 * that no code is sent
	 * @param clock the clock
	 */
	InMemoryVerificationStore(int capacity, Clock clock) {
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
			quotas.forEach((quota) -> this.usages.computeIfAbsent(quota.key(), (key) -> new Usage(quota.window()))
				.add(new Use(now, quota.units())));
		}
		return exceeded;
	}

	@Override
	public synchronized void release(List<Quota> quotas, Instant acquiredAt) {
		for (Quota quota : quotas) {
			Usage usage = this.usages.get(quota.key());
			if (usage != null) {
				usage.remove(new Use(acquiredAt, quota.units()));
			}
		}
	}

	@Override
	public synchronized void settle(Quota quota, Instant acquiredAt, long units) {
		Usage usage = this.usages.get(quota.key());
		if (usage != null) {
			usage.replace(new Use(acquiredAt, quota.units()), new Use(acquiredAt, units));
		}
	}

	synchronized int size() {
		return this.verifications.size() + this.usages.size();
	}

	private @Nullable Instant retryAt(Quota quota, Instant now) {
		Usage usage = this.usages.get(quota.key());
		if (usage != null) {
			return usage.retryAt(quota, now);
		}
		if (this.usages.size() >= this.capacity) {
			this.usages.values().removeIf((other) -> other.isUnused(now));
		}
		return (this.usages.size() < this.capacity) ? null : now.plus(quota.window());
	}

	/**
	 * Remove the oldest first. One that expires before an older one stays until then.
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
	 * The units taken from one quota, oldest first.
	 */
	private static final class Usage {

		private final Duration window;

		private final List<Use> uses = new ArrayList<>(1);

		private long units;

		Usage(Duration window) {
			this.window = window;
		}

		void add(Use use) {
			this.uses.add(use);
			this.units += use.units();
		}

		void remove(Use use) {
			int index = this.uses.lastIndexOf(use);
			if (index >= 0) {
				this.uses.remove(index);
				this.units -= use.units();
			}
		}

		void replace(Use use, Use other) {
			int index = this.uses.lastIndexOf(use);
			if (index >= 0) {
				this.uses.set(index, other);
				this.units += other.units() - use.units();
			}
		}

		@Nullable Instant retryAt(Quota quota, Instant now) {
			forget(now);
			long excess = this.units + quota.units() - quota.max();
			if (excess <= 0) {
				return null;
			}
			Instant retryAt = now;
			for (Use use : this.uses) {
				if (excess <= 0) {
					break;
				}
				excess -= use.units();
				retryAt = use.time().plus(this.window);
			}
			return retryAt;
		}

		boolean isUnused(Instant now) {
			forget(now);
			return this.uses.isEmpty();
		}

		private void forget(Instant now) {
			int count = 0;
			while (count < this.uses.size() && !now.isBefore(this.uses.get(count).time().plus(this.window))) {
				this.units -= this.uses.get(count).units();
				count++;
			}
			this.uses.subList(0, count).clear();
		}

	}

	private record Use(Instant time, long units) {

	}

}
