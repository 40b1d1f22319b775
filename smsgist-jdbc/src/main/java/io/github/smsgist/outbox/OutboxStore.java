package io.github.smsgist.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.util.function.SingletonSupplier;

/**
 * Access to the tables. All statements join the current transaction if there is one.
 * Claims and heartbeats are made by db-scheduler.
 */
final class OutboxStore {

	static final String TABLE = "smsgist_outbox";

	static final String TASK = "send";

	static final int MAX_PARKED = 10_000;

	/**
	 * Number of parameters of an inserted row.
	 */
	private static final int COLUMNS = 7;

	/**
	 * Due time of a row that is never due. All databases can store it.
	 */
	static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

	private final JdbcTemplate jdbc;

	private final SingletonSupplier<OutboxDialect> dialect;

	OutboxStore(DataSource dataSource) {
		this.jdbc = new JdbcTemplate(dataSource);
		// Lazily: the database may be down when the application starts.
		this.dialect = SingletonSupplier.of(() -> OutboxDialect.detect(this.jdbc));
	}

	OutboxDialect dialect() {
		return Objects.requireNonNull(this.dialect.get());
	}

	private JdbcCustomization columns() {
		return dialect().customization();
	}

	/**
	 * Check that the tables exist.
	 */
	void check() {
		try {
			this.jdbc.query("select campaign, parked_reason from smsgist_outbox where 1 = 0", (row) -> {
			});
			this.jdbc.query("select campaign from smsgist_sent where 1 = 0", (row) -> {
			});
		}
		catch (BadSqlGrammarException ex) {
			throw new MissingOutboxTablesException(dialect().script(), ex);
		}
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
		if (dialect().insertsIfAbsent()) {
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
				+ (dialect().insertsIfAbsent() ? " on conflict do nothing" : "");
	}

	private void set(PreparedStatement statement, int offset, NewRow row) throws SQLException {
		statement.setString(offset + 1, TASK);
		statement.setString(offset + 2, row.key());
		columns().setTaskData(statement, offset + 3, row.message().write());
		columns().setInstant(statement, offset + 4, row.dueAt());
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
		if (!dialect().insertsIfAbsent()) {
			existing.addAll(
					this.jdbc.queryForList(
							"select task_instance from smsgist_outbox where task_name = ? and task_instance in ("
									+ places + ")",
							String.class, Stream.concat(Stream.of(TASK), keys.stream()).toArray()));
		}
		// Afterwards: a message moves from the one table to the other, never back.
		existing.addAll(this.jdbc.queryForList(
				"select idempotency_key from smsgist_sent where idempotency_key in (" + places + ")", String.class,
				keys.toArray()));
		return existing;
	}

	/**
	 * Remove a claimed row.
	 * @return whether the claim still held
	 */
	boolean remove(Claim claim) {
		return this.jdbc.update("delete from smsgist_outbox where task_name = ? and task_instance = ? and version = ?",
				TASK, claim.key(), claim.version()) == 1;
	}

	/**
	 * Give a claimed row back.
	 * @return whether the claim still held
	 */
	boolean release(Claim claim, StoredMessage message, Instant dueAt) {
		return update(claim.key(), claim.version(), message, dueAt);
	}

	/**
	 * Give a claimed row back as it was.
	 * @return whether the claim still held
	 */
	boolean release(Claim claim, Instant dueAt) {
		return this.jdbc.update("update smsgist_outbox set picked = ?, picked_by = null, last_heartbeat = null,"
				+ " execution_time = ?, version = version + 1"
				+ " where task_name = ? and task_instance = ? and version = ?", (statement) -> {
					statement.setBoolean(1, false);
					columns().setInstant(statement, 2, dueAt);
					statement.setString(3, TASK);
					statement.setString(4, claim.key());
					statement.setLong(5, claim.version());
				}) == 1;
	}

	/**
	 * Park a claimed row.
	 * @return whether the claim still held
	 */
	boolean park(Claim claim, StoredMessage message) {
		return update(claim.key(), claim.version(), message, NEVER);
	}

	private boolean update(String key, long version, StoredMessage message, Instant dueAt) {
		ParkedReason reason = message.parkedReason();
		return this.jdbc.update(
				"update smsgist_outbox set picked = ?, picked_by = null, last_heartbeat = null, task_data = ?,"
						+ " execution_time = ?, consecutive_failures = ?, parked_reason = ?, last_failure = ?,"
						+ " version = version + 1 where task_name = ? and task_instance = ? and version = ?",
				(statement) -> {
					statement.setBoolean(1, false);
					columns().setTaskData(statement, 2, message.write());
					columns().setInstant(statement, 3, dueAt);
					statement.setInt(4, message.attempts());
					statement.setString(5, (reason != null) ? reason.name() : null);
					columns().setInstant(statement, 6, message.parkedAt());
					statement.setString(7, TASK);
					statement.setString(8, key);
					statement.setLong(9, version);
				}) == 1;
	}

	/**
	 * Park a claimed row whose message cannot be read, without touching the message.
	 * @return whether the claim still held
	 */
	boolean parkUnreadable(Claim claim, Instant now) {
		return this.jdbc
			.update("update smsgist_outbox set picked = ?, picked_by = null, last_heartbeat = null, execution_time = ?,"
					+ " parked_reason = ?, last_failure = ?, version = version + 1"
					+ " where task_name = ? and task_instance = ? and version = ?", (statement) -> {
						statement.setBoolean(1, false);
						columns().setInstant(statement, 2, NEVER);
						statement.setString(3, ParkedReason.UNREADABLE.name());
						columns().setInstant(statement, 4, now);
						statement.setString(5, TASK);
						statement.setString(6, claim.key());
						statement.setLong(7, claim.version());
					}) == 1;
	}

	/**
	 * Delete messages that were parked before a time. One by one, because a single
	 * statement would lock all rows that it reads on MySQL and MariaDB.
	 * @return the number of deleted rows
	 */
	int deleteParkedBefore(Instant time) {
		List<VersionedKey> parked = limited().query(
				"select task_instance, version from smsgist_outbox where parked_reason is not null and last_failure < ?",
				(statement) -> columns().setInstant(statement, 1, time),
				(row, number) -> new VersionedKey(row.getString("task_instance"), row.getLong("version")));
		int deleted = 0;
		for (VersionedKey row : parked) {
			deleted += this.jdbc.update(
					"delete from smsgist_outbox where task_name = ? and task_instance = ? and version = ?", TASK,
					row.key(), row.version());
		}
		return deleted;
	}

	boolean resume(String key, Instant now) {
		List<VersionedMessage> parked = this.jdbc.query(
				"select version, task_data from smsgist_outbox"
						+ " where task_name = ? and task_instance = ? and picked = ? and parked_reason is not null",
				(row, number) -> new VersionedMessage(row.getLong("version"), columns().getTaskData(row, "task_data")),
				TASK, key, false);
		if (parked.isEmpty()) {
			return false;
		}
		VersionedMessage row = parked.get(0);
		StoredMessage message;
		try {
			message = StoredMessage.read(row.data());
		}
		catch (IllegalArgumentException ex) {
			throw new OutboxException("The message cannot be resumed because it cannot be read.");
		}
		if (message.isNewerThanThisRelease()) {
			throw new OutboxException("The message cannot be resumed by this release because a newer one stored it.");
		}
		return update(key, row.version(), message.resumed(), now);
	}

	boolean cancel(String key) {
		return this.jdbc.update("delete from smsgist_outbox where task_name = ? and task_instance = ? and picked = ?",
				TASK, key, false) == 1;
	}

	boolean isSent(String key) {
		return !this.jdbc
			.queryForList("select idempotency_key from smsgist_sent where idempotency_key = ?", String.class, key)
			.isEmpty();
	}

	void addSent(OutboxSentEvent sent) {
		this.jdbc.update(
				"insert into smsgist_sent (idempotency_key, message_id, sent_at, campaign) values (?, ?, ?, ?)",
				(statement) -> {
					statement.setString(1, sent.idempotencyKey());
					statement.setString(2, sent.messageId());
					columns().setInstant(statement, 3, sent.sentAt());
					statement.setString(4, sent.campaign());
				});
	}

	int forgetSentBefore(Instant time) {
		return this.jdbc.update("delete from smsgist_sent where sent_at < ?",
				(PreparedStatementSetter) (statement) -> columns().setInstant(statement, 1, time));
	}

	Optional<OutboxEntry> find(String key) {
		List<OutboxEntry> entries = new ArrayList<>(
				this.jdbc.query("select * from smsgist_outbox where task_name = ? and task_instance = ?",
						(row, number) -> entry(row), TASK, key));
		if (entries.isEmpty()) {
			// Afterwards: a message moves from the one table to the other, never back.
			entries.addAll(this.jdbc.query("select * from smsgist_sent where idempotency_key = ?",
					(row, number) -> sentEntry(row), key));
		}
		return entries.stream().findFirst();
	}

	Stream<OutboxEntry> parked() {
		return limited()
			.query("select * from smsgist_outbox where parked_reason is not null", (row, number) -> entry(row))
			.stream();
	}

	private JdbcTemplate limited() {
		JdbcTemplate limited = new JdbcTemplate(Objects.requireNonNull(this.jdbc.getDataSource()));
		limited.setMaxRows(MAX_PARKED);
		return limited;
	}

	private OutboxEntry entry(ResultSet row) throws SQLException {
		String reason = row.getString("parked_reason");
		OutboxState state = (reason != null) ? OutboxState.PARKED
				: row.getBoolean("picked") ? OutboxState.SENDING : OutboxState.PENDING;
		StoredMessage message = message(row);
		return new OutboxEntry(row.getString("task_instance"), state, (message != null) ? message.messageId() : null,
				null, (state == OutboxState.PENDING) ? columns().getInstant(row, "execution_time") : null,
				(reason != null) ? ParkedReason.read(reason) : null, (message != null) ? message.parkedAt() : null,
				(message != null) ? message.detail() : null, (message != null) ? message.attempts() : 0,
				row.getString("campaign"));
	}

	private @Nullable StoredMessage message(ResultSet row) throws SQLException {
		try {
			return StoredMessage.read(columns().getTaskData(row, "task_data"));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private OutboxEntry sentEntry(ResultSet row) throws SQLException {
		return new OutboxEntry(row.getString("idempotency_key"), OutboxState.SENT, row.getString("message_id"),
				columns().getInstant(row, "sent_at"), null, null, null, null, 0, row.getString("campaign"));
	}

	OutboxSummary summary(@Nullable String campaign) {
		String condition = (campaign != null) ? " where campaign = ?" : "";
		Object[] parameters = (campaign != null) ? new Object[] { campaign } : new Object[0];
		Map<ParkedReason, Long> parked = new EnumMap<>(ParkedReason.class);
		long[] counts = new long[2];
		List<Instant> oldest = new ArrayList<>();
		this.jdbc.query("select picked, parked_reason, count(*) as messages, min(execution_time) as oldest"
				+ " from smsgist_outbox" + condition + " group by picked, parked_reason", (row) -> {
					String reason = row.getString("parked_reason");
					boolean picked = row.getBoolean("picked");
					long messages = row.getLong("messages");
					if (reason != null) {
						parked.merge(ParkedReason.read(reason), messages, Long::sum);
					}
					else {
						counts[picked ? 1 : 0] += messages;
						if (!picked) {
							oldest.add(columns().getInstant(row, "oldest"));
						}
					}
				}, parameters);
		Long sent = this.jdbc.queryForObject("select count(*) from smsgist_sent" + condition, Long.class, parameters);
		return new OutboxSummary(counts[0], counts[1], (sent != null) ? sent : 0, parked,
				oldest.isEmpty() ? null : oldest.get(0));
	}

	/**
	 * A row to be added.
	 */
	record NewRow(String key, StoredMessage message, Instant dueAt, int priority) {
	}

	private record VersionedKey(String key, long version) {
	}

	private record VersionedMessage(long version, byte[] data) {
	}

}
