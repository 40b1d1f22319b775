package io.github.smsgist.jdbc;

import java.util.function.Consumer;

import javax.sql.DataSource;

import io.github.smsgist.internal.transaction.OwnTransaction;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes expired rows. Thread-safe.
 */
final class ExpiredRows {

	/**
	 * Maximum number of rows that one call deletes: more than a call inserts, so that the
	 * tables shrink.
	 */
	private static final int MAX_ROWS = 10;

	private final JdbcTemplate jdbc;

	private final OwnTransaction transaction;

	ExpiredRows(DataSource dataSource, OwnTransaction transaction) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.jdbc.setMaxRows(MAX_ROWS);
		this.transaction = transaction;
	}

	/**
	 * Run a deletion for some expired rows, each in a separate transaction: one that
	 * deletes many rows could deadlock with one that locks many.
	 * @param query the query for the keys, with the time in milliseconds as its parameter
	 * @param now the time in milliseconds
	 * @param deletion deletes the row with a key
	 */
	void deleteEach(String query, long now, Consumer<String> deletion) {
		this.transaction.execute(() -> this.jdbc.queryForList(query, String.class, now))
			.forEach((key) -> this.transaction.run(() -> deletion.accept(key)));
	}

}
