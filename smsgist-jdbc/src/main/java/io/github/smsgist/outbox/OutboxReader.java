package io.github.smsgist.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the tables as the entries and the summary that users see.
 */
final class OutboxReader {

	private final OutboxDatabase database;

	private final JdbcTemplate jdbc;

	OutboxReader(OutboxDatabase database) {
		this.database = database;
		this.jdbc = database.jdbc();
	}

	Optional<OutboxEntry> find(String key) {
		List<OutboxEntry> entries = new ArrayList<>(
				this.jdbc.query("select * from smsgist_outbox where task_name = ? and task_instance = ?",
						(row, number) -> entry(row), OutboxDatabase.TASK, key));
		if (entries.isEmpty()) {
			// Afterwards: a message moves from the one table to the other, never back.
			entries.addAll(this.jdbc.query("select * from smsgist_sent where idempotency_key = ?",
					(row, number) -> sentEntry(row), key));
		}
		return entries.stream().findFirst();
	}

	Stream<OutboxEntry> parked() {
		return this.database.limitedJdbc()
			.query("select * from smsgist_outbox where parked_reason is not null", (row, number) -> entry(row))
			.stream();
	}

	private OutboxEntry entry(ResultSet row) throws SQLException {
		String reason = row.getString("parked_reason");
		OutboxState state = (reason != null) ? OutboxState.PARKED
				: row.getBoolean("picked") ? OutboxState.SENDING : OutboxState.PENDING;
		StoredMessage message = message(row);
		return new OutboxEntry(row.getString("task_instance"), state, (message != null) ? message.messageId() : null,
				null, (state == OutboxState.PENDING) ? this.database.columns().getInstant(row, "execution_time") : null,
				(reason != null) ? ParkedReason.read(reason) : null, (message != null) ? message.parkedAt() : null,
				(message != null) ? message.detail() : null, (message != null) ? message.attempts() : 0,
				row.getString("campaign"));
	}

	private @Nullable StoredMessage message(ResultSet row) throws SQLException {
		try {
			return StoredMessage.read(this.database.columns().getTaskData(row, "task_data"));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private OutboxEntry sentEntry(ResultSet row) throws SQLException {
		return new OutboxEntry(row.getString("idempotency_key"), OutboxState.SENT, row.getString("message_id"),
				this.database.columns().getInstant(row, "sent_at"), null, null, null, null, 0,
				row.getString("campaign"));
	}

	OutboxSummary summary() {
		return summaryWhere("");
	}

	OutboxSummary summary(String campaign) {
		return summaryWhere(" where campaign = ?", campaign);
	}

	private OutboxSummary summaryWhere(String condition, Object... parameters) {
		Map<ParkedReason, Long> parked = new EnumMap<>(ParkedReason.class);
		long pending = 0;
		long sending = 0;
		Instant oldest = null;
		for (Group group : groups(condition, parameters)) {
			if (group.parkedReason() != null) {
				parked.merge(ParkedReason.read(group.parkedReason()), group.messages(), Long::sum);
			}
			else if (group.picked()) {
				sending = group.messages();
			}
			else {
				pending = group.messages();
				oldest = group.oldest();
			}
		}
		Long sent = this.jdbc.queryForObject("select count(*) from smsgist_sent" + condition, Long.class, parameters);
		return new OutboxSummary(pending, sending, (sent != null) ? sent : 0, parked, oldest);
	}

	private List<Group> groups(String condition, Object[] parameters) {
		return this.jdbc.query(
				"select picked, parked_reason, count(*) as messages, min(execution_time) as oldest"
						+ " from smsgist_outbox" + condition + " group by picked, parked_reason",
				(row, number) -> new Group(row.getBoolean("picked"), row.getString("parked_reason"),
						row.getLong("messages"), this.database.columns().getInstant(row, "oldest")),
				parameters);
	}

	private record Group(boolean picked, @Nullable String parkedReason, long messages, Instant oldest) {
	}

}
