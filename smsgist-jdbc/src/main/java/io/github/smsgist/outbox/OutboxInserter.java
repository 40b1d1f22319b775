package io.github.smsgist.outbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts new messages, each key once. All statements join the current transaction if
 * there is one.
 */
final class OutboxInserter {

	/**
	 * Number of parameters of an inserted row.
	 */
	private static final int COLUMNS = 7;

	private final OutboxDatabase database;

	private final JdbcTemplate jdbc;

	OutboxInserter(OutboxDatabase database) {
		this.database = database;
		this.jdbc = database.jdbc();
	}

	boolean add(NewRow row) {
		return !existing(List.of(row)).contains(row.key()) && insert(row);
	}

	private boolean insert(NewRow row) {
		try {
			return this.jdbc.update(insertStatement(1), (statement) -> set(statement, 0, row)) > 0;
		}
		catch (DuplicateKeyException ex) {
			// Added by another transaction since it was looked for.
			return false;
		}
	}

	/**
	 * Add rows.
	 * @return the number of new rows
	 */
	long add(List<NewRow> rows) {
		Map<String, NewRow> missing = new LinkedHashMap<>();
		rows.forEach((row) -> missing.putIfAbsent(row.key(), row));
		missing.keySet().removeAll(existing(rows));
		List<NewRow> batch = List.copyOf(missing.values());
		if (batch.isEmpty()) {
			return 0;
		}
		try {
			return insert(batch);
		}
		catch (DuplicateKeyException ex) {
			// Added by another transaction since they were looked for.
			return batch.stream().filter(this::add).count();
		}
	}

	private long insert(List<NewRow> batch) {
		if (this.database.dialect().insertsIfAbsent()) {
			return this.jdbc.update(insertStatement(batch.size()), (statement) -> {
				for (int i = 0; i < batch.size(); i++) {
					set(statement, i * COLUMNS, batch.get(i));
				}
			});
		}
		int[] added = this.jdbc.batchUpdate(insertStatement(1), new BatchPreparedStatementSetter() {

			@Override
			public void setValues(PreparedStatement statement, int index) throws SQLException {
				set(statement, 0, batch.get(index));
			}

			@Override
			public int getBatchSize() {
				return batch.size();
			}

		});
		long count = 0;
		for (int rowsOfOne : added) {
			count += (rowsOfOne == Statement.SUCCESS_NO_INFO) ? 1 : rowsOfOne;
		}
		return count;
	}

	/**
	 * A unique violation would abort the caller's transaction on PostgreSQL.
	 */
	private String insertStatement(int rows) {
		return "insert into smsgist_outbox (task_name, task_instance, task_data, execution_time, picked, version,"
				+ " priority, campaign) values "
				+ String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?, ?, 1, ?, ?)"))
				+ (this.database.dialect().insertsIfAbsent() ? " on conflict do nothing" : "");
	}

	private void set(PreparedStatement statement, int offset, NewRow row) throws SQLException {
		statement.setString(offset + 1, OutboxDatabase.TASK);
		statement.setString(offset + 2, row.key());
		this.database.columns().setTaskData(statement, offset + 3, row.message().write());
		this.database.columns().setInstant(statement, offset + 4, row.dueAt());
		statement.setBoolean(offset + 5, false);
		statement.setInt(offset + 6, row.priority());
		statement.setString(offset + 7, row.message().campaign());
	}

	private Set<String> existing(List<NewRow> rows) {
		String places = String.join(", ", Collections.nCopies(rows.size(), "?"));
		List<String> keys = rows.stream().map(NewRow::key).toList();
		Set<String> existing = new HashSet<>();
		// PostgreSQL would plan this for an empty table, and scan all of it repeatedly
		// while a campaign is stored in one transaction.
		if (!this.database.dialect().insertsIfAbsent()) {
			existing.addAll(this.jdbc.queryForList(
					"select task_instance from smsgist_outbox where task_name = ? and task_instance in (" + places
							+ ")",
					String.class, Stream.concat(Stream.of(OutboxDatabase.TASK), keys.stream()).toArray()));
		}
		// Afterwards: a message moves from the one table to the other, never back.
		existing.addAll(this.jdbc.queryForList(
				"select idempotency_key from smsgist_sent where idempotency_key in (" + places + ")", String.class,
				keys.toArray()));
		return existing;
	}

	/**
	 * A row to be added.
	 */
	record NewRow(String key, StoredMessage message, Instant dueAt, int priority) {
	}

}
