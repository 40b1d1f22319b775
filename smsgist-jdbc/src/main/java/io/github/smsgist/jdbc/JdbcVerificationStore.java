package io.github.smsgist.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import javax.sql.DataSource;

import io.github.smsgist.internal.transaction.OwnTransaction;
import io.github.smsgist.verification.StoredVerification;
import io.github.smsgist.verification.VerificationStore;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@link VerificationStore} in a database that several instances share. Expired rows are
 * deleted when new ones are inserted. Thread-safe.
 * <p>
 * Each method runs in a new transaction: an attempt is used up and a code counts even if
 * the caller's transaction is rolled back. Times are stored in milliseconds.
 *
 * @since 0.1.0
 */
public final class JdbcVerificationStore implements VerificationStore {

	private static final String COLUMNS = "id, version, recipient, subject_key, locale, nonce, expires_at, forget_at, "
			+ "resend_allowed_at, attempts, sends, send_number, approved";

	/**
	 * Maximum number of expired rows that one call deletes: more than a call inserts, so
	 * that the tables shrink.
	 */
	private static final int MAX_FORGOTTEN = 10;

	private final JdbcTemplate jdbc;

	private final JdbcTemplate forgottenRows;

	private final OwnTransaction transaction;

	private final Clock clock;

	/**
	 * Create a store.
	 * @param dataSource the database, with the tables of {@code schema-*.sql}
	 * @param clock the clock
	 */
	public JdbcVerificationStore(DataSource dataSource, Clock clock) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.forgottenRows = new JdbcTemplate(dataSource);
		this.forgottenRows.setMaxRows(MAX_FORGOTTEN);
		this.transaction = new OwnTransaction(dataSource);
		this.clock = clock;
	}

	@Override
	public void create(StoredVerification verification) {
		forgetVerifications();
		this.transaction.run(() -> {
			this.jdbc.update(
					"insert into smsgist_verification (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
					(statement) -> write(verification, statement));
		});
	}

	/**
	 * Without {@link JdbcTemplate}, which would log the recipient at trace level.
	 */
	private static void write(StoredVerification verification, PreparedStatement statement) throws SQLException {
		statement.setString(1, verification.id());
		statement.setLong(2, verification.version());
		statement.setString(3, verification.recipient());
		statement.setString(4, verification.subjectKey());
		statement.setString(5, verification.locale().toLanguageTag());
		statement.setString(6, verification.nonce());
		statement.setLong(7, verification.expiresAt().toEpochMilli());
		statement.setLong(8, verification.forgetAt().toEpochMilli());
		statement.setLong(9, verification.resendAllowedAt().toEpochMilli());
		statement.setInt(10, verification.attempts());
		statement.setInt(11, verification.sends());
		statement.setInt(12, verification.sendNumber());
		statement.setInt(13, verification.approved() ? 1 : 0);
	}

	@Override
	public @Nullable StoredVerification find(String id) {
		return this.transaction.execute(
				() -> this.jdbc
					.query("select " + COLUMNS + " from smsgist_verification where id = ? and forget_at > ?",
							(row, number) -> read(row), id, this.clock.millis())
					.stream()
					.findFirst()
					.orElse(null));
	}

	@Override
	public boolean update(StoredVerification verification) {
		return this.transaction.execute(() -> this.jdbc.update(
				"update smsgist_verification set version = ?, nonce = ?, expires_at = ?, forget_at = ?, "
						+ "resend_allowed_at = ?, attempts = ?, sends = ?, send_number = ?, approved = ? "
						+ "where id = ? and version = ?",
				verification.version(), verification.nonce(), verification.expiresAt().toEpochMilli(),
				verification.forgetAt().toEpochMilli(), verification.resendAllowedAt().toEpochMilli(),
				verification.attempts(), verification.sends(), verification.sendNumber(),
				verification.approved() ? 1 : 0, verification.id(), verification.version() - 1)) == 1;
	}

	/**
	 * Rows are inserted only if no quota is used up, so that an attacker cannot fill the
	 * tables. Rows are always locked in the same order, which makes deadlocks rare.
	 */
	@Override
	public @Nullable Exceeded acquire(List<Quota> quotas, Instant now) {
		forgetQuotas(now);
		List<Quota> ordered = quotas.stream().sorted(Comparator.comparing(Quota::key)).toList();
		Acquisition acquisition = this.transaction.execute(() -> new Acquisition(exceeded(ordered, now), false));
		while (!acquisition.isOver()) {
			ordered.forEach((quota) -> ensureRow(quota, now));
			acquisition = this.transaction.execute(() -> tryAcquire(ordered, now));
		}
		return acquisition.exceeded();
	}

	private Acquisition tryAcquire(List<Quota> quotas, Instant now) {
		for (Quota quota : quotas) {
			if (!lock(quota, now.plus(quota.window()))) {
				return new Acquisition(null, false);
			}
		}
		Exceeded exceeded = exceeded(quotas, now);
		if (exceeded == null) {
			quotas.forEach((quota) -> take(quota, now));
		}
		return new Acquisition(exceeded, true);
	}

	@Override
	public void release(List<Quota> quotas, Instant acquiredAt) {
		this.transaction.run(() -> quotas.stream().sorted(Comparator.comparing(Quota::key)).forEach((quota) -> {
			Long taken = lockUse(quota, acquiredAt);
			if (taken != null) {
				this.jdbc.update("delete from smsgist_verification_use where quota_key = ? and taken = ?", quota.key(),
						taken);
			}
		}));
	}

	@Override
	public void settle(Quota quota, Instant acquiredAt, long units) {
		this.transaction.run(() -> {
			Long taken = lockUse(quota, acquiredAt);
			if (taken != null) {
				this.jdbc.update("update smsgist_verification_use set units = ? where quota_key = ? and taken = ?",
						units, quota.key(), taken);
			}
		});
	}

	/**
	 * In a separate transaction, which a duplicate key may abort.
	 */
	private void ensureRow(Quota quota, Instant now) {
		try {
			this.transaction.run(() -> {
				if (this.jdbc
					.queryForList("select quota_key from smsgist_verification_quota where quota_key = ?", String.class,
							quota.key())
					.isEmpty()) {
					this.jdbc.update(
							"insert into smsgist_verification_quota (quota_key, taken, forget_at) values (?, 0, ?)",
							quota.key(), now.plus(quota.window()).toEpochMilli());
				}
			});
		}
		catch (DuplicateKeyException ex) {
			// Another instance was faster.
		}
	}

	private @Nullable Exceeded exceeded(List<Quota> quotas, Instant now) {
		return quotas.stream()
			.map((quota) -> exceeded(quota, now))
			.filter(Objects::nonNull)
			.max(Comparator.comparing(Exceeded::retryAt))
			.orElse(null);
	}

	private @Nullable Exceeded exceeded(Quota quota, Instant now) {
		long unusedBefore = now.minus(quota.window()).toEpochMilli();
		Long used = this.jdbc.queryForObject(
				"select coalesce(sum(units), 0) from smsgist_verification_use where quota_key = ? and used_at > ?",
				Long.class, quota.key(), unusedBefore);
		long excess = ((used != null) ? used : 0) + quota.units() - quota.max();
		return (excess > 0) ? new Exceeded(quota, retryAt(quota, unusedBefore, excess)) : null;
	}

	/**
	 * Return the time at which enough units will have left the window.
	 */
	private Instant retryAt(Quota quota, long unusedBefore, long excess) {
		Instant lastUse = this.jdbc.query(
				"select used_at, units from smsgist_verification_use where quota_key = ? and used_at > ? order by used_at",
				(rows) -> {
					long usedAt = unusedBefore;
					long left = excess;
					while (left > 0 && rows.next()) {
						usedAt = rows.getLong(1);
						left -= rows.getLong(2);
					}
					return Instant.ofEpochMilli(usedAt);
				}, quota.key(), unusedBefore);
		return Objects.requireNonNull(lastUse).plus(quota.window());
	}

	/**
	 * Lock by an update, which waits in every database, and after which the transaction
	 * sees all that was committed before.
	 * @return whether there is a row to lock: it may have been deleted meanwhile
	 */
	private boolean lock(Quota quota, Instant forgetAt) {
		return this.jdbc.update(
				"update smsgist_verification_quota set taken = taken + 1, "
						+ "forget_at = case when forget_at < ? then ? else forget_at end where quota_key = ?",
				forgetAt.toEpochMilli(), forgetAt.toEpochMilli(), quota.key()) == 1;
	}

	private @Nullable Long lockUse(Quota quota, Instant acquiredAt) {
		lock(quota, acquiredAt.plus(quota.window()));
		return this.jdbc.queryForObject(
				"select max(taken) from smsgist_verification_use where quota_key = ? and used_at = ? and units = ?",
				Long.class, quota.key(), acquiredAt.toEpochMilli(), quota.units());
	}

	private void take(Quota quota, Instant now) {
		this.jdbc.update("delete from smsgist_verification_use where quota_key = ? and used_at <= ?", quota.key(),
				now.minus(quota.window()).toEpochMilli());
		this.jdbc.update(
				"insert into smsgist_verification_use (quota_key, taken, used_at, units) "
						+ "select quota_key, taken, ?, ? from smsgist_verification_quota where quota_key = ?",
				now.toEpochMilli(), quota.units(), quota.key());
	}

	private void forgetVerifications() {
		long now = this.clock.millis();
		forgotten("select id from smsgist_verification where forget_at <= ?", now).forEach((id) -> this.transaction
			.run(() -> this.jdbc.update("delete from smsgist_verification where id = ? and forget_at <= ?", id, now)));
	}

	private void forgetQuotas(Instant now) {
		forgotten("select quota_key from smsgist_verification_quota where forget_at <= ?", now.toEpochMilli())
			.forEach((key) -> this.transaction.run(() -> {
				if (this.jdbc.update("delete from smsgist_verification_quota where quota_key = ? and forget_at <= ?",
						key, now.toEpochMilli()) == 1) {
					this.jdbc.update("delete from smsgist_verification_use where quota_key = ?", key);
				}
			}));
	}

	/**
	 * Return some keys of expired rows. Each is deleted in a separate transaction: one
	 * that deletes many rows could deadlock with one that locks many.
	 */
	private List<String> forgotten(String query, long now) {
		return this.transaction.execute(() -> this.forgottenRows.queryForList(query, String.class, now));
	}

	private static StoredVerification read(ResultSet row) throws SQLException {
		return new StoredVerification(row.getString(1), row.getLong(2), row.getString(3), row.getString(4),
				Locale.forLanguageTag(row.getString(5)), row.getString(6), Instant.ofEpochMilli(row.getLong(7)),
				Instant.ofEpochMilli(row.getLong(8)), Instant.ofEpochMilli(row.getLong(9)), row.getInt(10),
				row.getInt(11), row.getInt(12), row.getInt(13) == 1);
	}

	/**
	 * State of an acquisition.
	 *
	 * @param exceeded the quota that is used up, if there is one
	 * @param locked whether the rows of all quotas were locked
	 */
	private record Acquisition(@Nullable Exceeded exceeded, boolean locked) {

		boolean isOver() {
			return this.locked || this.exceeded != null;
		}

	}

}
