package io.github.smsgist.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.github.smsgist.sandbox.internal.http.RequestRates;
import org.jspecify.annotations.Nullable;

/**
 * Journal of the most recent requests, bounded in number and in bytes. Thread-safe.
 */
final class RequestJournal {

	static final long MAX_WEIGHT = 32 * 1024 * 1024;

	private final int bound;

	private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();

	private final RequestRates rates = new RequestRates();

	private long weight;

	private long count;

	RequestJournal(int bound) {
		this.bound = bound;
	}

	synchronized void add(Exchange exchange) {
		this.count++;
		ReceivedRequest request = exchange.request();
		this.rates.count(request.time().getEpochSecond(), request.status());
		exchange.number(this.count);
		this.exchanges.addLast(exchange);
		this.weight += exchange.weight();
		while (this.exchanges.size() > this.bound || this.weight > MAX_WEIGHT) {
			this.weight -= this.exchanges.removeFirst().weight();
		}
	}

	synchronized long count() {
		return this.count;
	}

	synchronized List<ReceivedRequest> requests() {
		return this.exchanges.stream().map(Exchange::request).toList();
	}

	synchronized List<Exchange> newestFirst() {
		List<Exchange> newestFirst = new ArrayList<>(this.exchanges.size());
		this.exchanges.descendingIterator().forEachRemaining(newestFirst::add);
		return newestFirst;
	}

	synchronized @Nullable Exchange find(long number) {
		Iterator<Exchange> newestFirst = this.exchanges.descendingIterator();
		while (newestFirst.hasNext()) {
			Exchange exchange = newestFirst.next();
			if (exchange.number() == number) {
				return exchange;
			}
		}
		return null;
	}

	RequestRates rates() {
		return this.rates;
	}

	synchronized void clear() {
		this.count = 0;
		this.weight = 0;
		this.exchanges.clear();
	}

}
