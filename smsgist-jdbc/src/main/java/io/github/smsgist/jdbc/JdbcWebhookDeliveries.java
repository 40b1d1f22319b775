package io.github.smsgist.jdbc;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.smsgist.internal.transaction.OwnTransaction;
import io.github.smsgist.webhook.WebhookDeliveries;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.Assert;

/**
 * {@link WebhookDeliveries} in a database that several instances share. An instance
 * claims a delivery for {@link #LEASE}; if it dies meanwhile, another may handle the
 * delivery once that time is over. A handler that takes longer may run twice.
 * <p>
 * Claims are made in separate transactions. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JdbcWebhookDeliveries implements WebhookDeliveries {

	/**
	 * Time for which an instance claims a delivery.
	 */
	public static final Duration LEASE = Duration.ofSeconds(60);

	private static final Duration CLEANING_INTERVAL = Duration.ofMinutes(10);

	private static final String CLAIMED = "C";

	private static final String HANDLED = "H";

	private final JdbcTemplate jdbc;

	private final OwnTransaction transaction;

	private final Duration retention;

	private final Clock clock;

	private volatile long cleanAt;

	/**
	 * Create an instance.
	 * @param dataSource the database, with the tables of {@code schema-*.sql}
	 * @param retention the time for which a handled delivery is remembered, more than
	 * twice the tolerance for timestamps, so that a recorded delivery cannot be replayed
	 * @param clock the clock
	 */
	public JdbcWebhookDeliveries(DataSource dataSource, Duration retention, Clock clock) {
		Assert.isTrue(!retention.isNegative() && !retention.isZero(), "'retention' must be positive");
		this.jdbc = new JdbcTemplate(dataSource);
		this.transaction = new OwnTransaction(dataSource);
		this.retention = retention;
		this.clock = clock;
	}

	@Override
	public WebhookOutcome handleOnce(String deliveryId, Runnable handler) {
		long lease = this.clock.millis() + LEASE.toMillis();
		if (!claim(deliveryId, lease)) {
			return isHandled(deliveryId) ? WebhookOutcome.REPEATED : WebhookOutcome.BUSY;
		}
		try {
			handler.run();
		}
		catch (Throwable ex) {
			release(deliveryId, lease);
			throw ex;
		}
		complete(deliveryId, lease);
		return WebhookOutcome.HANDLED;
	}

	/**
	 * Query before inserting, because some drivers log a warning for each duplicate.
	 */
	private boolean claim(String deliveryId, long lease) {
		clean();
		boolean known = !this.jdbc
			.queryForList("select id from smsgist_webhook_delivery where id = ?", String.class, deliveryId)
			.isEmpty();
		return known ? takeOver(deliveryId, lease) : add(deliveryId, lease);
	}

	private boolean add(String deliveryId, long lease) {
		try {
			this.transaction.run(() -> this.jdbc.update(
					"insert into smsgist_webhook_delivery (id, state, expires_at) values (?, ?, ?)", deliveryId,
					CLAIMED, lease));
			return true;
		}
		catch (DuplicateKeyException ex) {
			// Another instance was faster.
			return false;
		}
	}

	private boolean takeOver(String deliveryId, long lease) {
		return update("update smsgist_webhook_delivery set state = ?, expires_at = ? where id = ? and expires_at <= ?",
				CLAIMED, lease, deliveryId, this.clock.millis()) == 1;
	}

	private boolean isHandled(String deliveryId) {
		return !this.jdbc
			.queryForList("select id from smsgist_webhook_delivery where id = ? and state = ?", String.class,
					deliveryId, HANDLED)
			.isEmpty();
	}

	/**
	 * Only if the claim is unchanged, because another instance may have taken over.
	 */
	private void complete(String deliveryId, long lease) {
		update("update smsgist_webhook_delivery set state = ?, expires_at = ? where id = ? and state = ? and expires_at = ?",
				HANDLED, this.clock.millis() + this.retention.toMillis(), deliveryId, CLAIMED, lease);
	}

	private void release(String deliveryId, long lease) {
		update("delete from smsgist_webhook_delivery where id = ? and state = ? and expires_at = ?", deliveryId,
				CLAIMED, lease);
	}

	private void clean() {
		long now = this.clock.millis();
		if (now >= this.cleanAt) {
			this.cleanAt = now + CLEANING_INTERVAL.toMillis();
			update("delete from smsgist_webhook_delivery where expires_at <= ?", now);
		}
	}

	private int update(String sql, Object... arguments) {
		return this.transaction.execute(() -> this.jdbc.update(sql, arguments));
	}

}
