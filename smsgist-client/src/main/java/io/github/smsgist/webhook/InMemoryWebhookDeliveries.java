package io.github.smsgist.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * {@link WebhookDeliveries} in the memory of one process, bounded: when it is full, the
 * deliveries that were handled first are forgotten first.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryWebhookDeliveries implements WebhookDeliveries {

	private static final int DEFAULT_CAPACITY = 10_000;

	private final int capacity;

	private final Clock clock;

	private final Map<String, Instant> claimed = new LinkedHashMap<>();

	private final Map<String, Instant> handled = new LinkedHashMap<>();

	/**
	 * Create a new memory for 10,000 deliveries, which take about 3 MB.
	 */
	public InMemoryWebhookDeliveries() {
		this(DEFAULT_CAPACITY, Clock.systemUTC());
	}

	/**
	 * Create a new memory.
	 * @param capacity how many handled deliveries are remembered, and how many may be at
	 * work at the same time
	 * @param clock what tells the time
	 */
	public InMemoryWebhookDeliveries(int capacity, Clock clock) {
		if (capacity < 1) {
			throw new IllegalArgumentException("The memory for webhook deliveries needs a positive capacity.");
		}
		this.capacity = capacity;
		this.clock = clock;
	}

	@Override
	public synchronized Claim claim(String deliveryId, Duration timeToLive) {
		Instant now = this.clock.instant();
		removeExpired(this.claimed, now);
		removeExpired(this.handled, now);
		if (isCurrent(this.handled.get(deliveryId), now)) {
			return Claim.HANDLED;
		}
		if (isCurrent(this.claimed.get(deliveryId), now) || this.claimed.size() >= this.capacity) {
			return Claim.BUSY;
		}
		this.claimed.put(deliveryId, now.plus(timeToLive));
		return Claim.GRANTED;
	}

	@Override
	public synchronized void confirm(String deliveryId) {
		Instant expiry = this.claimed.remove(deliveryId);
		if (expiry != null) {
			this.handled.put(deliveryId, expiry);
			if (this.handled.size() > this.capacity) {
				removeEldest(this.handled);
			}
		}
	}

	@Override
	public synchronized void release(String deliveryId) {
		this.claimed.remove(deliveryId);
	}

	synchronized int size() {
		return this.claimed.size() + this.handled.size();
	}

	private static boolean isCurrent(@Nullable Instant expiry, Instant now) {
		return expiry != null && !now.isAfter(expiry);
	}

	/**
	 * Remove from the eldest on. Those that expire before an elder one stay until then,
	 * which costs room and nothing else.
	 */
	private static void removeExpired(Map<String, Instant> deliveries, Instant now) {
		Iterator<Instant> expiries = deliveries.values().iterator();
		while (expiries.hasNext() && !isCurrent(expiries.next(), now)) {
			expiries.remove();
		}
	}

	private static void removeEldest(Map<String, Instant> deliveries) {
		Iterator<Instant> expiries = deliveries.values().iterator();
		expiries.next();
		expiries.remove();
	}

}
