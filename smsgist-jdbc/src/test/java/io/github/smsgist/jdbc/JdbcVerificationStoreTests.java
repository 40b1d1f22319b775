package io.github.smsgist.jdbc;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.internal.transaction.OwnTransaction;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.TestDatabase;
import io.github.smsgist.verification.AbstractVerificationStoreTests;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.StoredVerification;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationRefusedException;
import io.github.smsgist.verification.VerificationRefusedException.Reason;
import io.github.smsgist.verification.VerificationRequest;
import io.github.smsgist.verification.VerificationStore;
import io.github.smsgist.verification.VerificationStore.Quota;
import io.github.smsgist.verification.VerificationsBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcVerificationStore}: the contract, asked of two instances in turn.
 */
class JdbcVerificationStoreTests {

	@Nested
	class H2 extends AbstractJdbcVerificationStoreTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.h2();
		}

	}

	@Nested
	class H2WithDeadlocks extends AbstractJdbcVerificationStoreTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.h2WithDeadlocks();
		}

	}

	@Nested
	class MySql extends AbstractJdbcVerificationStoreTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.mysql();
		}

	}

	@Nested
	class PostgreSql extends AbstractJdbcVerificationStoreTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.postgresql();
		}

	}

	@Nested
	class MariaDb extends AbstractJdbcVerificationStoreTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.mariadb();
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class AbstractJdbcVerificationStoreTests extends AbstractVerificationStoreTests {

		private TestDatabase database;

		private VerificationStore store;

		abstract TestDatabase newDatabase();

		@BeforeAll
		void createDatabase() {
			this.database = newDatabase();
			this.store = store(Clock.systemUTC());
		}

		@Override
		protected VerificationStore store(Clock clock) {
			DataSource dataSource = this.database.dataSource();
			return new TwoInstances(List.of(new JdbcVerificationStore(dataSource, clock),
					new JdbcVerificationStore(dataSource, clock)));
		}

		@AfterAll
		void dropDatabase() {
			if (this.database != null) {
				this.database.close();
			}
		}

		@Test
		void aThousandGuessesAtTwoInstancesGetTheAttemptsAllowed() throws Exception {
			Queue<String> texts = new ConcurrentLinkedQueue<>();
			VerificationsBuilder builder = VerificationsBuilder.create()
				.secret("s".repeat(32))
				.store(this.store)
				.texts((code, locale) -> code);
			List<SmsGistVerifications> instances = List.of(builder.build(operations(texts)),
					builder.build(operations(texts)));
			String id = instances.get(0).start("+233245972246").id();
			String code = texts.remove();
			String wrong = code.equals("000000") ? "000001" : "000000";
			assertThat(atOnce(1_000, (i) -> instances.get(i % 2).check(id, wrong).status()))
				.isEqualTo(Map.of(VerificationCheck.Status.WRONG, 5, VerificationCheck.Status.EXHAUSTED, 995));
			assertThat(instances.get(1).check(id, code).status()).isEqualTo(VerificationCheck.Status.EXHAUSTED);
		}

		@Test
		void aCodeThatIsEnteredAThousandTimesAtTwoInstancesIsApprovedOnce() throws Exception {
			Queue<String> texts = new ConcurrentLinkedQueue<>();
			VerificationsBuilder builder = VerificationsBuilder.create()
				.store(this.store)
				.texts((code, locale) -> code);
			List<SmsGistVerifications> instances = List.of(builder.build(operations(texts)),
					builder.build(operations(texts)));
			String id = instances.get(0).start("+233245972248").id();
			String code = texts.remove();
			assertThat(atOnce(1_000, (i) -> instances.get(i % 2).check(id, code).status()))
				.isEqualTo(Map.of(VerificationCheck.Status.APPROVED, 1, VerificationCheck.Status.UNKNOWN, 999));
		}

		@Test
		void aPumpingAttackOnTwoInstancesGetsTheTextsAllowed() throws Exception {
			Queue<String> texts = new ConcurrentLinkedQueue<>();
			VerificationsBuilder builder = VerificationsBuilder.create().store(this.store);
			List<SmsGistVerifications> instances = List.of(builder.build(operations(texts)),
					builder.build(operations(texts)));
			assertThat(atOnce(200, (i) -> start(instances.get(i % 2), VerificationRequest.to("0245972247"))))
				.isEqualTo(Map.of("sent", 5, Reason.RECIPIENT_LIMIT, 195));
			assertThat(texts).hasSize(5);
			assertThat(atOnce(200,
					(i) -> start(instances.get(i % 2),
							VerificationRequest.to("0245970" + (100 + i)).onBehalfOf("account-7"))))
				.isEqualTo(Map.of("sent", 10, Reason.SUBJECT_LIMIT, 190));
			assertThat(texts).hasSize(15);
		}

		@Test
		void whatHasExpiredIsDeleted() {
			deleteAll();
			Instant start = Instant.now().plus(Duration.ofDays(10));
			List<Integer> hours = List.of(0, 1, 2, 23, 24, 25);
			for (int hour : hours) {
				Clock clock = Clock.fixed(start.plus(Duration.ofHours(hour)), ZoneOffset.UTC);
				SmsGistVerifications verifications = VerificationsBuilder.create()
					.clock(clock)
					.store(new JdbcVerificationStore(this.database.dataSource(), clock))
					.build(operations(new ConcurrentLinkedQueue<>()));
				for (int i = 0; i < 2; i++) {
					verifications
						.start(VerificationRequest.to("0245970" + (100 + hour * 2 + i)).onBehalfOf("h" + hour));
				}
				assertThat(rows("smsgist_verification")).isEqualTo(2);
				// The total, the credits, the recipients and the subject, of this hour.
				assertThat(rows("smsgist_verification_quota")).isEqualTo(2 + 2 + 1);
				assertThat(rows("smsgist_verification_use where quota_key <> 'credits'")).isEqualTo(2 + 2 + 2);
				assertThat(rows("smsgist_verification_use where quota_key = 'credits'"))
					.isEqualTo(2 * hours.stream().filter((past) -> past <= hour && past > hour - 24).count());
			}
			deleteAll();
		}

		@Test
		void noRecipientIsLoggedHoweverMuchIsTraced() {
			Logger logger = (Logger) LoggerFactory.getLogger("org.springframework");
			ListAppender<ILoggingEvent> appender = new ListAppender<>();
			appender.start();
			Level level = logger.getLevel();
			logger.addAppender(appender);
			logger.setAdditive(false);
			logger.setLevel(Level.TRACE);
			try {
				SmsGistVerifications verifications = VerificationsBuilder.create()
					.store(this.store)
					.build(operations(new ConcurrentLinkedQueue<>()));
				String id = verifications.start(VerificationRequest.to("0245972241").onBehalfOf("account-7")).id();
				verifications.check(id, "wrong");
			}
			finally {
				logger.setLevel(level);
				logger.setAdditive(true);
				logger.detachAppender(appender);
			}
			assertThat(appender.list).extracting(ILoggingEvent::getFormattedMessage)
				.anyMatch((line) -> line.contains("insert into smsgist_verification "))
				.noneMatch((line) -> line.contains("245972241"))
				.noneMatch((line) -> line.contains("account-7"));
		}

		@Test
		void whatIsRefusedLeavesNoRow() {
			Quota total = new Quota("total-" + UUID.randomUUID(), 1, Duration.ofHours(1), 1);
			Instant now = Instant.now();
			assertThat(this.store.acquire(List.of(total), now)).isNull();
			long rows = rows("smsgist_verification_quota");
			for (int i = 0; i < 100; i++) {
				Quota recipient = new Quota("recipient-" + UUID.randomUUID(), 5, Duration.ofHours(1), 1);
				assertThat(this.store.acquire(List.of(total, recipient), now)).isNotNull();
			}
			assertThat(rows("smsgist_verification_quota")).isEqualTo(rows);
		}

		@Test
		void quotasThatAreDeletedWhileTheyAreTakenAllowNoMore() throws Exception {
			Quota small = new Quota("small-" + UUID.randomUUID(), 3, Duration.ofHours(1), 1);
			Quota large = new Quota("large-" + UUID.randomUUID(), 100, Duration.ofHours(1), 1);
			Instant now = Instant.now();
			for (int round = 0; round < 10; round++) {
				Instant time = now.plus(Duration.ofHours(round));
				assertThat(atOnce(20, (i) -> this.store.acquire(List.of(small, large), time) == null))
					.isEqualTo(Map.of(true, 3, false, 17));
			}
		}

		@Test
		void aUseOfAQuotaThatIsDeletedMeanwhileCounts() {
			Quota once = new Quota("once-" + UUID.randomUUID(), 1, Duration.ofHours(1), 1);
			JdbcQuotas quotas = quotasDeletedBeforeTheFirstLock();
			assertThat(quotas.acquire(List.of(once), Instant.now())).isNull();
			assertThat(quotas.acquire(List.of(once), Instant.now())).isNotNull();
		}

		private JdbcQuotas quotasDeletedBeforeTheFirstLock() {
			DataSource dataSource = this.database.dataSource();
			AtomicBoolean deleted = new AtomicBoolean();
			JdbcTemplate deleting = new JdbcTemplate(dataSource) {

				@Override
				public int update(String sql, @Nullable Object... arguments) {
					if (sql.startsWith("update smsgist_verification_quota") && deleted.compareAndSet(false, true)) {
						super.update("delete from smsgist_verification_quota where quota_key like 'once-%'");
					}
					return super.update(sql, arguments);
				}

			};
			OwnTransaction transaction = new OwnTransaction(dataSource);
			return new JdbcQuotas(deleting, transaction, new ExpiredRows(dataSource, transaction));
		}

		private void deleteAll() {
			JdbcTemplate jdbc = this.database.jdbc();
			jdbc.update("delete from smsgist_verification");
			jdbc.update("delete from smsgist_verification_use");
			jdbc.update("delete from smsgist_verification_quota");
		}

		private long rows(String table) {
			return Objects
				.requireNonNull(this.database.jdbc().queryForObject("select count(*) from " + table, Long.class));
		}

		private static Object start(SmsGistVerifications instance, VerificationRequest request) {
			try {
				instance.start(request);
				return "sent";
			}
			catch (VerificationRefusedException ex) {
				return ex.getReason();
			}
		}

		/**
		 * Return how often each result came about.
		 */
		private static <T> Map<T, Integer> atOnce(int calls, IntFunction<T> call) throws Exception {
			ExecutorService executor = Executors.newFixedThreadPool(40);
			try {
				List<Callable<T>> tasks = new ArrayList<>();
				for (int i = 0; i < calls; i++) {
					int number = i;
					tasks.add(() -> call.apply(number));
				}
				Map<T, Integer> results = new HashMap<>();
				for (Future<T> result : executor.invokeAll(tasks)) {
					results.merge(result.get(), 1, Integer::sum);
				}
				return results;
			}
			finally {
				executor.shutdown();
			}
		}

		private static SmsGistOperations operations(Queue<String> texts) {
			return (SmsGistOperations) Proxy.newProxyInstance(SmsGistOperations.class.getClassLoader(),
					new Class<?>[] { SmsGistOperations.class }, (proxy, method, arguments) -> {
						texts.add(((SmsMessage) arguments[0]).message());
						return SendReceipt.of("m-1");
					});
		}

	}

	/**
	 * Whatever is done, the other instance has to see.
	 */
	private record TwoInstances(List<VerificationStore> stores, AtomicInteger calls) implements VerificationStore {

		TwoInstances(List<VerificationStore> stores) {
			this(stores, new AtomicInteger());
		}

		private VerificationStore next() {
			return this.stores.get(this.calls.incrementAndGet() % this.stores.size());
		}

		@Override
		public void create(StoredVerification verification) {
			next().create(verification);
		}

		@Override
		public StoredVerification find(String id) {
			return next().find(id);
		}

		@Override
		public boolean update(StoredVerification verification) {
			return next().update(verification);
		}

		@Override
		public Exceeded acquire(List<Quota> quotas, Instant now) {
			return next().acquire(quotas, now);
		}

		@Override
		public void release(List<Quota> quotas, Instant acquiredAt) {
			next().release(quotas, acquiredAt);
		}

		@Override
		public void settle(Quota quota, Instant acquiredAt, long units) {
			next().settle(quota, acquiredAt, units);
		}

	}

}
