package io.github.smsgist.sandbox;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The last requests received, up to a bound, and how many there were.
 */
final class RequestJournal {

	private final int bound;

	private final ArrayDeque<ReceivedRequest> requests = new ArrayDeque<>();

	private long count;

	RequestJournal(int bound) {
		this.bound = bound;
	}

	synchronized void add(ReceivedRequest request) {
		this.count++;
		this.requests.addLast(request);
		if (this.requests.size() > this.bound) {
			this.requests.removeFirst();
		}
	}

	synchronized long count() {
		return this.count;
	}

	synchronized List<ReceivedRequest> requests() {
		return List.copyOf(this.requests);
	}

	synchronized void clear() {
		this.count = 0;
		this.requests.clear();
	}

}
