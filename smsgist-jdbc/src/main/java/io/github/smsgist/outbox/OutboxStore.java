package io.github.smsgist.outbox;

import java.time.Instant;
import java.util.List;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;

/**
 * Updates and deletes the rows of messages. All statements join the current transaction
 * if there is one. Claims and heartbeats are made by db-scheduler.
 */
final class OutboxStore {

	/**
	 * Due time of a row that is never due. All databases can store it.
	 */
	private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

	private final OutboxDatabase database;

	private final JdbcTemplate jdbc;

	OutboxStore(OutboxDatabase database) {
		this.database = database;
		this.jdbc = database.jdbc();
	}

	/**
	 * Remove a claimed row.
	 * @return whether the claim still held
	 */
	boolean remove(Claim claim) {
		return this.jdbc.update("delete from smsgist_outbox where task_name = ? and task_instance = ? and version = ?",
				OutboxDatabase.TASK, claim.key(), claim.version()) == 1;
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
					this.database.columns().setInstant(statement, 2, dueAt);
					statement.setString(3, OutboxDatabase.TASK);
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
					this.database.columns().setTaskData(statement, 2, message.write());
					this.database.columns().setInstant(statement, 3, dueAt);
					statement.setInt(4, message.attempts());
					statement.setString(5, (reason != null) ? reason.name() : null);
					this.database.columns().setInstant(statement, 6, message.parkedAt());
					statement.setString(7, OutboxDatabase.TASK);
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
						this.database.columns().setInstant(statement, 2, NEVER);
						statement.setString(3, ParkedReason.UNREADABLE.name());
						this.database.columns().setInstant(statement, 4, now);
						statement.setString(5, OutboxDatabase.TASK);
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
		List<VersionedKey> parked = this.database.limitedJdbc()
			.query("select task_instance, version from smsgist_outbox where parked_reason is not null and last_failure < ?",
					(statement) -> this.database.columns().setInstant(statement, 1, time),
					(row, number) -> new VersionedKey(row.getString("task_instance"), row.getLong("version")));
		int deleted = 0;
		for (VersionedKey row : parked) {
			deleted += this.jdbc.update(
					"delete from smsgist_outbox where task_name = ? and task_instance = ? and version = ?",
					OutboxDatabase.TASK, row.key(), row.version());
		}
		return deleted;
	}

	boolean resume(String key, Instant now) {
		List<VersionedMessage> parked = this.jdbc.query(
				"select version, task_data from smsgist_outbox"
						+ " where task_name = ? and task_instance = ? and picked = ? and parked_reason is not null",
				(row, number) -> new VersionedMessage(row.getLong("version"),
						this.database.columns().getTaskData(row, "task_data")),
				OutboxDatabase.TASK, key, false);
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
				OutboxDatabase.TASK, key, false) == 1;
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
					this.database.columns().setInstant(statement, 3, sent.sentAt());
					statement.setString(4, sent.campaign());
				});
	}

	int forgetSentBefore(Instant time) {
		return this.jdbc.update("delete from smsgist_sent where sent_at < ?",
				(PreparedStatementSetter) (statement) -> this.database.columns().setInstant(statement, 1, time));
	}

	private record VersionedKey(String key, long version) {
	}

	private record VersionedMessage(long version, byte[] data) {
	}

}
