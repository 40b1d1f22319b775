package io.github.smsgist.jdbc;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.github.smsgist.internal.transaction.OwnTransaction;
import io.github.smsgist.verification.VerificationStore.Exceeded;
import io.github.smsgist.verification.VerificationStore.Quota;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Quotas of a {@link JdbcVerificationStore}, with a row for each quota and for each use
 * of it. Thread-safe.
 */
final class JdbcQuotas {

	private final JdbcTemplate jdbc;

	private final OwnTransaction transaction;

	private final ExpiredRows expired;

	JdbcQuotas(JdbcTemplate jdbc, OwnTransaction transaction, ExpiredRows expired) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.expired = expired;
	}

	/**
	 * Rows are inserted only if no quota is used up, so that an attacker cannot fill the
	 * tables. Rows are always locked in the same order, which makes deadlocks rare.
	 */
	@Nullable Exceeded acquire(List<Quota> quotas, Instant now) {
		forgetUnused(now.toEpochMilli());
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

	void release(List<Quota> quotas, Instant acquiredAt) {
		this.transaction.run(() -> quotas.stream().sorted(Comparator.comparing(Quota::key)).forEach((quota) -> {
			Long taken = lockUse(quota, acquiredAt);
			if (taken != null) {
				this.jdbc.update("delete from smsgist_verification_use where quota_key = ? and taken = ?", quota.key(),
						taken);
			}
		}));
	}

	void settle(Quota quota, Instant acquiredAt, long units) {
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

	private void forgetUnused(long now) {
		this.expired.deleteEach("select quota_key from smsgist_verification_quota where forget_at <= ?", now, (key) -> {
			if (this.jdbc.update("delete from smsgist_verification_quota where quota_key = ? and forget_at <= ?", key,
					now) == 1) {
				this.jdbc.update("delete from smsgist_verification_use where quota_key = ?", key);
			}
		});
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
