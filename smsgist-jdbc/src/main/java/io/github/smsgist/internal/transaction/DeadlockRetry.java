package io.github.smsgist.internal.transaction;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Retries actions that the database rolled back because of a deadlock. Ordered locks do
 * not prevent all deadlocks: on MySQL and MariaDB, two inserts of a key that a third
 * transaction deletes are one.
 */
public final class DeadlockRetry {

	private static final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
		.includes(PessimisticLockingFailureException.class)
		.maxRetries(9)
		.delay(Duration.ofMillis(10))
		.jitter(Duration.ofMillis(10))
		.multiplier(2)
		.maxDelay(Duration.ofMillis(200))
		.build());

	private DeadlockRetry() {
	}

	/**
	 * Run an action, and retry it after a deadlock. In a transaction of the caller it
	 * runs once, because only the caller can repeat the transaction.
	 */
	public static <T extends @Nullable Object> T execute(Supplier<T> action) {
		return TransactionSynchronizationManager.isActualTransactionActive() ? action.get() : executeNew(action);
	}

	/**
	 * Run an action that starts a new transaction.
	 */
	static <T extends @Nullable Object> T executeNew(Supplier<T> action) {
		try {
			return retry.execute(action::get);
		}
		catch (RetryException ex) {
			if (ex.getCause() instanceof RuntimeException failure) {
				throw failure;
			}
			throw new IllegalStateException(ex);
		}
	}

}
