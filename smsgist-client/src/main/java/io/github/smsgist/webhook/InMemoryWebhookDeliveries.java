package io.github.smsgist.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;

/**
 * In-memory implementation of {@link WebhookDeliveries} for one process. Bounded: when it
 * is full, the oldest deliveries are forgotten.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryWebhookDeliveries implements WebhookDeliveries {

	/**
	 * Default number of deliveries that are remembered. They take about 11 MB.
	 */
	public static final int DEFAULT_CAPACITY = 50_000;

	/**
	 * Default time for which a delivery is remembered.
	 */
	public static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

	private final int capacity;

	private final Duration retention;

	private final Clock clock;

	private final Set<String> inProgress = new HashSet<>();

	/**
	 * Expiry of each handled delivery, in order.
	 */
	private final Map<String, Instant> handled = new LinkedHashMap<>();

	/**
	 * Create an instance with the default capacity and retention.
	 */
	public InMemoryWebhookDeliveries() {
		this(DEFAULT_CAPACITY, DEFAULT_RETENTION, Clock.systemUTC());
	}

	/**
	 * Create an instance.
	 * @param capacity the maximum number of handled deliveries that are remembered, and
	 * of those in progress
	 * @param retention how long a handled delivery is remembered; more than twice the
	 * {@link WebhookSignatureVerifier tolerance} for timestamps, so that a recorded
	 * delivery cannot be replayed
	 * @param clock the clock
	 * @throws IllegalArgumentException if the capacity or the retention is not positive
	 */
	public InMemoryWebhookDeliveries(int capacity, Duration retention, Clock clock) {
		if (capacity < 1) {
			throw new IllegalArgumentException("'capacity' must be positive");
		}
		if (retention.isNegative() || retention.isZero()) {
			throw new IllegalArgumentException("'retention' must be positive");
		}
		this.capacity = capacity;
		this.retention = retention;
		this.clock = clock;
	}

	@Override
	public WebhookOutcome handleOnce(String deliveryId, Runnable handler) {
		synchronized (this) {
			removeExpired();
			if (this.handled.containsKey(deliveryId)) {
				return WebhookOutcome.REPEATED;
			}
			if (this.inProgress.size() >= this.capacity || !this.inProgress.add(deliveryId)) {
				return WebhookOutcome.BUSY;
			}
		}
		try {
			handler.run();
			addHandled(deliveryId);
			return WebhookOutcome.HANDLED;
		}
		finally {
			removeInProgress(deliveryId);
		}
	}

	private synchronized void addHandled(String deliveryId) {
		this.handled.put(deliveryId, this.clock.instant().plus(this.retention));
		if (this.handled.size() > this.capacity) {
			removeEldest();
		}
	}

	private synchronized void removeInProgress(String deliveryId) {
		this.inProgress.remove(deliveryId);
	}

	synchronized int size() {
		return this.inProgress.size() + this.handled.size();
	}

	private void removeExpired() {
		Instant now = this.clock.instant();
		Iterator<Instant> expiries = this.handled.values().iterator();
		while (expiries.hasNext() && now.isAfter(expiries.next())) {
			expiries.remove();
		}
	}

	private void removeEldest() {
		Iterator<Instant> expiries = this.handled.values().iterator();
		expiries.next();
		expiries.remove();
	}

}
