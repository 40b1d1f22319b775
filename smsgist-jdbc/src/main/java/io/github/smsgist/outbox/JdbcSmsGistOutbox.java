package io.github.smsgist.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.smsgist.internal.transaction.DeadlockRetry;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.Assert;

/**
 * {@link SmsGistOutbox} in a JDBC database. An {@link OutboxWorker} in this or another
 * process sends the messages.
 *
 * @since 0.1.0
 */
public final class JdbcSmsGistOutbox implements SmsGistOutbox {

	private static final int BATCH_SIZE = 500;

	private static final int OTP_PRIORITY = 10;

	private static final int CAMPAIGN_PRIORITY = -10;

	private final OutboxDatabase database;

	private final OutboxStore store;

	private final OutboxInserter inserter;

	private final OutboxReader reader;

	private final TransactionTemplate transaction;

	private final String defaultRegion;

	private final Clock clock;

	private volatile Runnable wakeUp = () -> {
	};

	/**
	 * Create an outbox.
	 * @param dataSource the database, whose tables exist by the time they are used
	 * @param defaultRegion the region that national phone numbers belong to, as two
	 * upper-case letters
	 * @param clock the clock
	 */
	public JdbcSmsGistOutbox(DataSource dataSource, String defaultRegion, Clock clock) {
		Assert.isTrue(SmsMessage.isRegion(defaultRegion), "defaultRegion is not a known region");
		this.database = new OutboxDatabase(dataSource);
		this.store = new OutboxStore(this.database);
		this.inserter = new OutboxInserter(this.database);
		this.reader = new OutboxReader(this.database);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.defaultRegion = defaultRegion;
		this.clock = clock;
	}

	OutboxDatabase database() {
		return this.database;
	}

	OutboxStore store() {
		return this.store;
	}

	/**
	 * Set a callback for new messages, so that a worker in this process sends them
	 * immediately.
	 */
	void onNewMessages(Runnable wakeUp) {
		this.wakeUp = wakeUp;
	}

	@Override
	public String sendSms(SmsMessage message, OutboxOptions options) {
		OutboxInserter.NewRow row = row(message, options);
		store(() -> this.inserter.add(row), row.dueAt());
		return row.key();
	}

	@Override
	public String sendEmail(EmailMessage message, OutboxOptions options) {
		OutboxInserter.NewRow row = row(message.idempotencyKey(), StoredMessage.of(message, options), message.route(),
				options);
		store(() -> this.inserter.add(row), row.dueAt());
		return row.key();
	}

	@Override
	public long sendSms(Stream<SmsMessage> messages, OutboxOptions options) {
		long stored = 0;
		try (messages) {
			List<OutboxInserter.NewRow> batch = new ArrayList<>(BATCH_SIZE);
			for (Iterator<SmsMessage> iterator = messages.iterator(); iterator.hasNext();) {
				SmsMessage message = iterator.next();
				Assert.isTrue(options.campaign() == null || message.idempotencyKey() != null,
						"A message of a campaign needs an idempotency key, so that the campaign can be run again");
				batch.add(rowOfMany(message, options));
				if (batch.size() == BATCH_SIZE) {
					stored += storeBatch(batch);
					batch.clear();
				}
			}
			return stored + storeBatch(batch);
		}
	}

	private long storeBatch(List<OutboxInserter.NewRow> batch) {
		if (batch.isEmpty()) {
			return 0;
		}
		return store(() -> {
			if (TransactionSynchronizationManager.isActualTransactionActive()) {
				return this.inserter.add(batch);
			}
			Long stored = this.transaction.execute((status) -> this.inserter.add(batch));
			return (stored != null) ? stored : 0;
		}, batch.get(0).dueAt());
	}

	private OutboxInserter.NewRow row(SmsMessage message, OutboxOptions options) {
		SmsMessage normalized = message.withRecipientsInE164(this.defaultRegion);
		return row(message.idempotencyKey(), StoredMessage.of(normalized, options), message.route(), options);
	}

	/**
	 * Store a message with an invalid number unchanged. The worker parks it, without
	 * delaying the others.
	 */
	private OutboxInserter.NewRow rowOfMany(SmsMessage message, OutboxOptions options) {
		try {
			return row(message, options);
		}
		catch (IllegalArgumentException ex) {
			return row(message.idempotencyKey(), StoredMessage.of(message, options), message.route(), options);
		}
	}

	private OutboxInserter.NewRow row(@Nullable String key, StoredMessage message, @Nullable Route route,
			OutboxOptions options) {
		Instant dueAt = (options.notBefore() != null) ? options.notBefore() : this.clock.instant();
		return new OutboxInserter.NewRow((key != null) ? key : UUID.randomUUID().toString(), message, dueAt,
				priority(route, options));
	}

	private static int priority(@Nullable Route route, OutboxOptions options) {
		if (options.priority() != null) {
			return options.priority();
		}
		if (route == Route.OTP) {
			return OTP_PRIORITY;
		}
		return (options.campaign() != null) ? CAMPAIGN_PRIORITY : 0;
	}

	private <T> T store(Supplier<T> action, Instant dueAt) {
		if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			throw new OutboxException("Nothing was stored because the transaction is read-only.");
		}
		T stored = access("Nothing was stored", action);
		if (!dueAt.isAfter(this.clock.instant())) {
			afterCommit(this.wakeUp);
		}
		return stored;
	}

	private <T> T access(String consequence, Supplier<T> action) {
		try {
			return DeadlockRetry.execute(action);
		}
		catch (BadSqlGrammarException ex) {
			throw new MissingOutboxTablesException(this.database.dialect().script(), ex);
		}
		catch (DataAccessException | TransactionException ex) {
			throw new OutboxException(
					consequence + " because the database of the outbox reported an error; see the cause.", ex);
		}
	}

	private static void afterCommit(Runnable action) {
		if (TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.isActualTransactionActive()) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCommit() {
					action.run();
				}

			});
		}
		else {
			action.run();
		}
	}

	@Override
	public Optional<OutboxEntry> find(String idempotencyKey) {
		return access("The message was not found", () -> this.reader.find(idempotencyKey));
	}

	@Override
	public boolean cancel(String idempotencyKey) {
		return access("The message was not canceled", () -> this.store.cancel(idempotencyKey));
	}

	@Override
	public Stream<OutboxEntry> parked() {
		return access("The parked messages were not read", this.reader::parked);
	}

	@Override
	public boolean resume(String idempotencyKey) {
		boolean resumed = access("The message was not resumed",
				() -> this.store.resume(idempotencyKey, this.clock.instant()));
		afterCommit(this.wakeUp);
		return resumed;
	}

	@Override
	public OutboxSummary summary() {
		return access("The messages were not counted", this.reader::summary);
	}

	@Override
	public OutboxSummary summary(String campaign) {
		return access("The messages were not counted", () -> this.reader.summary(campaign));
	}

}
