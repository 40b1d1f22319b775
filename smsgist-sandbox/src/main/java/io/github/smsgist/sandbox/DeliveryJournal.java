package io.github.smsgist.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Last attempts to deliver webhooks. Thread-safe.
 */
final class DeliveryJournal {

	private static final int MAX_DELIVERIES = 10_000;

	private final Deque<WebhookDelivery> deliveries = new ArrayDeque<>();

	private long count;

	synchronized void add(WebhookDelivery delivery) {
		this.count++;
		this.deliveries.addLast(delivery);
		if (this.deliveries.size() > MAX_DELIVERIES) {
			this.deliveries.removeFirst();
		}
	}

	/**
	 * Return the last attempts, oldest first.
	 * @return the attempts
	 */
	synchronized List<WebhookDelivery> deliveries() {
		return List.copyOf(this.deliveries);
	}

	/**
	 * Return the last attempts by their numbers, which start with 1.
	 * @return the attempts
	 */
	synchronized SortedMap<Long, WebhookDelivery> numbered() {
		SortedMap<Long, WebhookDelivery> numbered = new TreeMap<>();
		long number = this.count - this.deliveries.size();
		for (WebhookDelivery delivery : this.deliveries) {
			numbered.put(++number, delivery);
		}
		return numbered;
	}

	/**
	 * Return the number of all attempts.
	 * @return the number
	 */
	synchronized long count() {
		return this.count;
	}

	synchronized void clear() {
		this.deliveries.clear();
		this.count = 0;
	}

}
