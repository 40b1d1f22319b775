package io.github.smsgist.internal.transaction;

import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs actions in new transactions, independent of the caller's, with the isolation level
 * READ COMMITTED. Thread-safe.
 */
public final class OwnTransaction {

	private final TransactionTemplate transaction;

	public OwnTransaction(DataSource dataSource) {
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
	}

	/**
	 * Run an action, and retry it after a deadlock.
	 */
	public <T extends @Nullable Object> T execute(Supplier<T> action) {
		return DeadlockRetry.executeNew(() -> this.transaction.execute((status) -> action.get()));
	}

	/**
	 * Run an action that returns nothing.
	 * @see #execute(Supplier)
	 */
	public void run(Runnable action) {
		this.<@Nullable Object>execute(() -> {
			action.run();
			return null;
		});
	}

}
