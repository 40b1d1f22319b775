package io.github.smsgist.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

import io.github.smsgist.internal.transaction.OwnTransaction;
import io.github.smsgist.verification.StoredVerification;
import io.github.smsgist.verification.VerificationStore;
import org.jspecify.annotations.Nullable;

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

	private final JdbcTemplate jdbc;

	private final OwnTransaction transaction;

	private final ExpiredRows expired;

	private final JdbcQuotas quotas;

	private final Clock clock;

	/**
	 * Create a store.
	 * @param dataSource the database, with the tables of {@code schema-*.sql}
	 * @param clock the clock
	 */
	public JdbcVerificationStore(DataSource dataSource, Clock clock) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new OwnTransaction(dataSource);
		this.expired = new ExpiredRows(dataSource, this.transaction);
		this.quotas = new JdbcQuotas(this.jdbc, this.transaction, this.expired);
		this.clock = clock;
	}

	@Override
	public void create(StoredVerification verification) {
		long now = this.clock.millis();
		this.expired.deleteEach("select id from smsgist_verification where forget_at <= ?", now,
				(id) -> this.jdbc.update("delete from smsgist_verification where id = ? and forget_at <= ?", id, now));
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

	@Override
	public @Nullable Exceeded acquire(List<Quota> quotas, Instant now) {
		return this.quotas.acquire(quotas, now);
	}

	@Override
	public void release(List<Quota> quotas, Instant acquiredAt) {
		this.quotas.release(quotas, acquiredAt);
	}

	@Override
	public void settle(Quota quota, Instant acquiredAt, long units) {
		this.quotas.settle(quota, acquiredAt, units);
	}

	private static StoredVerification read(ResultSet row) throws SQLException {
		return new StoredVerification(row.getString(1), row.getLong(2), row.getString(3), row.getString(4),
				Locale.forLanguageTag(row.getString(5)), row.getString(6), Instant.ofEpochMilli(row.getLong(7)),
				Instant.ofEpochMilli(row.getLong(8)), Instant.ofEpochMilli(row.getLong(9)), row.getInt(10),
				row.getInt(11), row.getInt(12), row.getInt(13) == 1);
	}

}
