package io.github.smsgist.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.github.smsgist.SmsGistOperations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the messages of an outbox. Any number of workers, in any number of processes, may
 * share an outbox: each message is claimed by one of them. When a worker dies, another
 * takes over its messages, with the same idempotency keys.
 * <p>
 * A message is retried until it is sent. It is parked if SMSGist rejects it, if its
 * {@link OutboxOptions#notAfter() latest time} has passed, or if its outcome has been
 * unknown for so long that SMSGist no longer remembers its key. The worker pauses while
 * the account has too few credits or the credentials are not accepted. Thread-safe.
 *
 * @since 0.1.0
 */
public final class OutboxWorker implements SmartLifecycle {

	/**
	 * Phase in which the worker stops, after the web server.
	 */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2048;

	private static final int MISSED_HEARTBEATS = 4;

	private static final int HOUSEKEEPERS = 3;

	private static final Duration DATABASE_WAIT = Duration.ofSeconds(5);

	private static final Duration CLEAN_UP_INTERVAL = Duration.ofHours(1);

	private static final Log logger = LogFactory.getLog(OutboxWorker.class);

	private final JdbcSmsGistOutbox outbox;

	private final DataSource dataSource;

	private final OutboxWorkerSettings settings;

	private final Clock clock;

	private final Delivery delivery;

	private final Object monitor = new Object();

	private @Nullable ScheduledExecutorService maintenance;

	private volatile @Nullable Scheduler scheduler;

	/**
	 * Create a worker.
	 * @param outbox the outbox
	 * @param dataSource the outbox's database
	 * @param transactionManager the transaction manager of that database
	 * @param smsGist sends the messages
	 * @param events publishes {@link OutboxSentEvent} and {@link OutboxParkedEvent}
	 * @param settings the settings
	 * @param clock the clock
	 */
	public OutboxWorker(JdbcSmsGistOutbox outbox, DataSource dataSource, PlatformTransactionManager transactionManager,
			SmsGistOperations smsGist, ApplicationEventPublisher events, OutboxWorkerSettings settings, Clock clock) {
		this.outbox = outbox;
		this.dataSource = dataSource;
		this.settings = settings;
		this.clock = clock;
		this.delivery = new Delivery(smsGist, outbox.store(), new TransactionTemplate(transactionManager), events,
				settings, clock, this::holdBack);
	}

	/**
	 * Return the reason why the worker sends nothing.
	 * @return the reason, or {@code null} if there is no pause
	 */
	public @Nullable OutboxPause getPause() {
		return this.delivery.pause();
	}

	@Override
	public void start() {
		synchronized (this.monitor) {
			if (this.maintenance != null) {
				return;
			}
			ScheduledExecutorService maintenance = Executors.newSingleThreadScheduledExecutor(OutboxWorker::newThread);
			this.maintenance = maintenance;
			try {
				startSending();
			}
			catch (MissingOutboxTablesException ex) {
				maintenance.shutdownNow();
				this.maintenance = null;
				throw ex;
			}
			long checks = this.settings.checkInterval().toMillis();
			maintenance.scheduleWithFixedDelay(this::check, checks, checks, TimeUnit.MILLISECONDS);
			maintenance.scheduleWithFixedDelay(this::cleanUp, 0, CLEAN_UP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void startSending() {
		try {
			this.outbox.database().check();
		}
		catch (DataAccessException ex) {
			logger.warn("The database of the outbox is not available yet. Trying again in " + DATABASE_WAIT.toSeconds()
					+ " s.", ex);
			Objects.requireNonNull(this.maintenance)
				.schedule(this::startSendingLater, DATABASE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
			return;
		}
		Scheduler scheduler = newScheduler();
		this.scheduler = scheduler;
		scheduler.start();
		this.outbox.onNewMessages(this::wakeUp);
	}

	private void startSendingLater() {
		synchronized (this.monitor) {
			if (this.maintenance != null) {
				try {
					startSending();
				}
				catch (MissingOutboxTablesException ex) {
					logger.error("The outbox sends nothing. " + ex.getMessage());
				}
			}
		}
	}

	private Scheduler newScheduler() {
		OutboxDialect dialect = this.outbox.database().dialect();
		SchedulerBuilder builder = Scheduler.create(this.dataSource, List.of(new SendTask()))
			.schedulerName(new SchedulerName.Fixed("smsgist-" + UUID.randomUUID()))
			.tableName(OutboxDatabase.TABLE)
			.jdbcCustomization(dialect.customization())
			.serializer(new Bytes())
			.enablePriority()
			.commitWhenAutocommitDisabled(true)
			.threads(this.settings.threads())
			.executorService(Executors.newFixedThreadPool(this.settings.threads(), OutboxWorker::newThread))
			.dueExecutor(Executors.newSingleThreadExecutor(OutboxWorker::newThread))
			.housekeeperExecutor(Executors.newScheduledThreadPool(HOUSEKEEPERS, OutboxWorker::newThread))
			.pollingInterval(this.settings.pollingInterval())
			.heartbeatInterval(this.settings.heartbeatInterval())
			.missedHeartbeatsLimit(MISSED_HEARTBEATS)
			.shutdownMaxWait(this.settings.shutdownTimeout())
			.failureLogging(LogLevel.OFF, false)
			.clock(this.clock::instant)
			// By default rows of other releases would be deleted after 14 days.
			.deleteUnresolvedAfter(Duration.ofDays(36_500));
		// Not more than there are threads: a row that waits for one has no heartbeat.
		if (dialect.supportsLockAndFetch()) {
			builder.pollUsingLockAndFetch(0.5, 1.0);
		}
		else {
			builder.pollUsingFetch(0.5, 1.0);
		}
		return builder.build();
	}

	/**
	 * A daemon thread, which does not keep an application running.
	 */
	private static Thread newThread(Runnable task) {
		Thread thread = new Thread(task, "smsgist-outbox");
		thread.setDaemon(true);
		return thread;
	}

	private void wakeUp() {
		Scheduler scheduler = this.scheduler;
		if (scheduler != null) {
			scheduler.triggerCheckForDueExecutions();
		}
	}

	private void holdBack() {
		Scheduler scheduler = this.scheduler;
		if (scheduler != null) {
			scheduler.pause();
		}
	}

	/**
	 * Check now whether a pause is over, instead of at the next interval.
	 */
	public void check() {
		Scheduler scheduler = this.scheduler;
		if (this.delivery.check() && scheduler != null && scheduler.getSchedulerState().isPaused()) {
			scheduler.resume();
			scheduler.triggerCheckForDueExecutions();
		}
	}

	void cleanUp() {
		Instant now = this.clock.instant();
		Duration keepParked = this.settings.keepParked();
		try {
			this.outbox.store().forgetSentBefore(now.minus(this.settings.remember()));
			if (keepParked != null) {
				this.outbox.store().deleteParkedBefore(now.minus(keepParked));
			}
		}
		catch (DataAccessException ex) {
			logger.debug("Old messages will be deleted later", ex);
		}
	}

	@Override
	public void stop() {
		synchronized (this.monitor) {
			ScheduledExecutorService maintenance = this.maintenance;
			this.maintenance = null;
			Scheduler scheduler = this.scheduler;
			this.scheduler = null;
			if (maintenance != null) {
				maintenance.shutdownNow();
			}
			if (scheduler != null) {
				scheduler.stop();
			}
		}
	}

	@Override
	public boolean isRunning() {
		synchronized (this.monitor) {
			return this.maintenance != null;
		}
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/**
	 * The only task. {@link Delivery} updates the row in one transaction with its events,
	 * so db-scheduler has nothing to do after it.
	 */
	private final class SendTask extends AbstractTask<byte[]> {

		private SendTask() {
			super(OutboxDatabase.TASK, byte[].class, (complete, operations) -> {
				// The row stays claimed without a heartbeat, and is revived.
			}, (complete, operations) -> OutboxWorker.this.delivery.revive(claim(complete.getExecution())));
		}

		@Override
		public CompletionHandler<byte[]> execute(TaskInstance<byte[]> instance, ExecutionContext context) {
			try {
				OutboxWorker.this.delivery.deliver(claim(context.getExecution()));
			}
			catch (DataAccessException ex) {
				logger.warn("The database of the outbox is not available. The message will be tried again"
						+ " with the same idempotency key.", ex);
			}
			return (complete, operations) -> {
			};
		}

		@Override
		public SchedulableInstance<byte[]> schedulableInstance(String id) {
			throw new UnsupportedOperationException();
		}

		@Override
		public SchedulableInstance<byte[]> schedulableInstance(String id, byte[] data) {
			throw new UnsupportedOperationException();
		}

	}

	private static Claim claim(Execution execution) {
		byte[] data = (byte[]) execution.taskInstance.getData();
		return new Claim(execution.taskInstance.getId(), execution.version, (data != null) ? data : new byte[0],
				execution.lastHeartbeat);
	}

	/**
	 * {@link Serializer} for bytes.
	 */
	private static final class Bytes implements Serializer {

		@Override
		public byte[] serialize(Object data) {
			return (byte[]) data;
		}

		@Override
		public <T> T deserialize(Class<T> type, byte[] serializedData) {
			return type.cast(serializedData);
		}

	}

}
