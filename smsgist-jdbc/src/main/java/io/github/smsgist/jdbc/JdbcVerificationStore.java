package io.github.smsgist.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import io.github.smsgist.verification.StoredVerification;
import io.github.smsgist.verification.VerificationStore;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@link VerificationStore} in a database that several instances share.
 * <p>
 * Everything is done in transactions of its own: an attempt is used up and a code counts
 * even if the caller's transaction is rolled back. Times are kept in milliseconds.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class JdbcVerificationStore implements VerificationStore {

	private static final String COLUMNS = "id, version, recipient, subject_key, locale, nonce, expires_at, forget_at, "
			+ "resend_allowed_at, attempts, sends, send_number, approved";

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	/**
	 * Create a store.
	 * @param dataSource the database, with the tables of {@code schema-*.sql}
	 * @param clock the clock
	 */
	public JdbcVerificationStore(DataSource dataSource, Clock clock) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		// What is counted after a lock must be what there is then.
		this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
		this.clock = clock;
	}

	@Override
	public void create(StoredVerification verification) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("delete from smsgist_verification where forget_at <= ?", this.clock.millis());
			this.jdbc.update(
					"insert into smsgist_verification (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
					verification.id(), verification.version(), verification.recipient(), verification.subjectKey(),
					verification.locale().toLanguageTag(), verification.nonce(),
					verification.expiresAt().toEpochMilli(), verification.forgetAt().toEpochMilli(),
					verification.resendAllowedAt().toEpochMilli(), verification.attempts(), verification.sends(),
					verification.sendNumber(), verification.approved() ? 1 : 0);
		});
	}

	@Override
	public @Nullable StoredVerification find(String id) {
		return this.transaction.execute(
				(status) -> this.jdbc
					.query("select " + COLUMNS + " from smsgist_verification where id = ? and forget_at > ?",
							(row, number) -> read(row), id, this.clock.millis())
					.stream()
					.findFirst()
					.orElse(null));
	}

	@Override
	public boolean update(StoredVerification verification) {
		Integer updated = this.transaction.execute((status) -> this.jdbc.update(
				"update smsgist_verification set version = ?, nonce = ?, expires_at = ?, forget_at = ?, "
						+ "resend_allowed_at = ?, attempts = ?, sends = ?, send_number = ?, approved = ? "
						+ "where id = ? and version = ?",
				verification.version(), verification.nonce(), verification.expiresAt().toEpochMilli(),
				verification.forgetAt().toEpochMilli(), verification.resendAllowedAt().toEpochMilli(),
				verification.attempts(), verification.sends(), verification.sendNumber(),
				verification.approved() ? 1 : 0, verification.id(), verification.version() - 1));
		return updated != null && updated == 1;
	}

	/**
	 * The rows of the quotas are locked in one order everywhere, so that nobody waits in
	 * a circle.
	 */
	@Override
	public @Nullable Exceeded acquire(List<Quota> quotas, Instant now) {
		List<Quota> ordered = quotas.stream().sorted(Comparator.comparing(Quota::key)).toList();
		ordered.forEach(this::ensureRow);
		return this.transaction.execute((status) -> {
			ordered.forEach(this::lock);
			Exceeded exceeded = null;
			for (Quota quota : ordered) {
				Instant retryAt = retryAt(quota, now);
				if (retryAt != null && (exceeded == null || retryAt.isAfter(exceeded.retryAt()))) {
					exceeded = new Exceeded(quota, retryAt);
				}
			}
			if (exceeded == null) {
				ordered.forEach((quota) -> take(quota, now));
			}
			return exceeded;
		});
	}

	@Override
	public void release(List<Quota> quotas, Instant acquiredAt) {
		this.transaction.executeWithoutResult((status) -> quotas.stream()
			.sorted(Comparator.comparing(Quota::key))
			.forEach((quota) -> release(quota, acquiredAt)));
	}

	private void release(Quota quota, Instant acquiredAt) {
		lock(quota);
		Long taken = this.jdbc.queryForObject(
				"select max(taken) from smsgist_verification_use where quota_key = ? and used_at = ?", Long.class,
				quota.key(), acquiredAt.toEpochMilli());
		if (taken != null) {
			this.jdbc.update("delete from smsgist_verification_use where quota_key = ? and taken = ?", quota.key(),
					taken);
		}
	}

	/**
	 * In a transaction of its own, which a duplicate may spoil. A row is what is locked,
	 * so it stays.
	 */
	private void ensureRow(Quota quota) {
		Long rows = this.jdbc.queryForObject("select count(*) from smsgist_verification_quota where quota_key = ?",
				Long.class, quota.key());
		if (rows != null && rows > 0) {
			return;
		}
		try {
			this.transaction.executeWithoutResult((status) -> this.jdbc
				.update("insert into smsgist_verification_quota (quota_key, taken) values (?, 0)", quota.key()));
		}
		catch (DuplicateKeyException ex) {
			// Another instance was faster.
		}
	}

	private @Nullable Instant retryAt(Quota quota, Instant now) {
		this.jdbc.update("delete from smsgist_verification_use where quota_key = ? and used_at <= ?", quota.key(),
				now.minus(quota.window()).toEpochMilli());
		Long used = this.jdbc.queryForObject("select count(*) from smsgist_verification_use where quota_key = ?",
				Long.class, quota.key());
		if (used == null || used < quota.max()) {
			return null;
		}
		Long oldest = this.jdbc.queryForObject("select min(used_at) from smsgist_verification_use where quota_key = ?",
				Long.class, quota.key());
		return (oldest != null) ? Instant.ofEpochMilli(oldest).plus(quota.window()) : null;
	}

	/**
	 * By a change, which every database waits with, and which every later statement of
	 * the transaction sees.
	 */
	private void lock(Quota quota) {
		this.jdbc.update("update smsgist_verification_quota set taken = taken + 1 where quota_key = ?", quota.key());
	}

	private void take(Quota quota, Instant now) {
		this.jdbc.update(
				"insert into smsgist_verification_use (quota_key, taken, used_at) "
						+ "select quota_key, taken, ? from smsgist_verification_quota where quota_key = ?",
				now.toEpochMilli(), quota.key());
	}

	private static StoredVerification read(ResultSet row) throws SQLException {
		return new StoredVerification(row.getString(1), row.getLong(2), row.getString(3), row.getString(4),
				Locale.forLanguageTag(row.getString(5)), row.getString(6), Instant.ofEpochMilli(row.getLong(7)),
				Instant.ofEpochMilli(row.getLong(8)), Instant.ofEpochMilli(row.getLong(9)), row.getInt(10),
				row.getInt(11), row.getInt(12), row.getInt(13) == 1);
	}

}
