package io.github.smsgist.internal.resilience;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits retries so that they do not multiply the load on a failing service. A retry
 * costs one unit. Each call adds 0.1, each success 0.4 and each second 1, up to a balance
 * of 20. So in a long outage about every tenth call is retried, while occasional
 * failures, and those of an application with few calls, always are. Retries after a 429
 * are free, because the pause and the pace limit the load. Thread-safe.
 */
final class RetryBudget {

	/**
	 * In tenths of a unit.
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
		if (this.paidUntil.compareAndSet(since, since + tenths * NANOS_PER_TENTH)) {
			deposit(Math.min(tenths, CAPACITY));
		}
	}

	private void deposit(long tenths) {
		this.balance.updateAndGet((balance) -> Math.min(CAPACITY, balance + tenths));
	}

}
