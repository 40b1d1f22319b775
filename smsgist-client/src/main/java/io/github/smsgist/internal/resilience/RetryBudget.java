package io.github.smsgist.internal.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps retries from multiplying the load on a service that is down. Every call pays in a
 * tenth of a retry, every success four tenths, and time one retry a second, up to a
 * balance of twenty; every retry costs one. So in a long outage at most every tenth call
 * is retried, while a service that fails now and then is always asked again, and so is
 * one that is asked little. Retrying after a 429 costs nothing: there the pause and the
 * pace hold the load down. Thread-safe.
 */
final class RetryBudget {

	/**
	 * In tenths of a retry, so that whole numbers suffice.
	 */
	private static final int RETRY = 10;

	private static final int CALL = 1;

	private static final int SUCCESS = 4;

	private static final int CAPACITY = 20 * RETRY;

	private static final long NANOS_PER_TENTH = 100_000_000L;

	private final LongSupplier nanoTime;

	private final AtomicLong balance = new AtomicLong(CAPACITY);

	private final AtomicLong paidUntil;

	RetryBudget(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.paidUntil = new AtomicLong(nanoTime.getAsLong());
	}

	void callStarted() {
		deposit(CALL);
	}

	void callSucceeded() {
		deposit(SUCCESS);
	}

	boolean tryRetry() {
		depositForTime();
		long before = this.balance.getAndUpdate((balance) -> (balance >= RETRY) ? balance - RETRY : balance);
		return before >= RETRY;
	}

	private void depositForTime() {
		long since = this.paidUntil.get();
		long tenths = (this.nanoTime.getAsLong() - since) / NANOS_PER_TENTH;
		if (tenths > 0 && this.paidUntil.compareAndSet(since, since + tenths * NANOS_PER_TENTH)) {
			deposit(Math.min(tenths, CAPACITY));
		}
	}

	private void deposit(long tenths) {
		if (this.balance.get() < CAPACITY) {
			this.balance.updateAndGet((balance) -> Math.min(CAPACITY, balance + tenths));
		}
	}

}
