package io.github.smsgist.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.github.smsgist.sandbox.internal.http.RequestRates;
import org.jspecify.annotations.Nullable;

/**
 * Bounded journal of the most recent requests, and their total number. With a console,
 * the most recent ones are kept with headers and bodies, up to a bound in bytes.
 */
final class RequestJournal {

	static final long MAX_WEIGHT = 32 * 1024 * 1024;

	private final int bound;

	private final ArrayDeque<ReceivedRequest> requests = new ArrayDeque<>();

	private final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();

	private final RequestRates rates = new RequestRates();

	private long weight;

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

	synchronized void add(Exchange exchange) {
		ReceivedRequest request = exchange.request();
		add(request);
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
		return List.copyOf(this.requests);
	}

	/**
	 * Return the last requests with all that was on the wire, newest first.
	 * @return the exchanges
	 */
	synchronized List<Exchange> exchanges() {
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
		this.requests.clear();
		this.exchanges.clear();
	}

}
