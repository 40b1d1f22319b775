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
 * Runs again what the database rolled back to end a deadlock. No order of locks rules
 * deadlocks out everywhere: on MySQL and MariaDB even two inserts of a key that a third
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
	 * Run an action, again if need be. In a transaction of the caller it runs once, as
	 * only the caller can repeat what has been rolled back with it.
	 */
	public static <T extends @Nullable Object> T execute(Supplier<T> action) {
		return TransactionSynchronizationManager.isActualTransactionActive() ? action.get() : executeNew(action);
	}

	/**
	 * Run an action that has a transaction of its own.
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
