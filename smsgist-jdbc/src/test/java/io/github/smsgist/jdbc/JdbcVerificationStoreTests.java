package io.github.smsgist.jdbc;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.outbox.TestDatabase;
import io.github.smsgist.verification.AbstractVerificationStoreTests;
import io.github.smsgist.verification.OneTimeCodeVerifications;
import io.github.smsgist.verification.StoredVerification;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationStore;
import io.github.smsgist.verification.VerificationsBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

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
			this.store = new TwoInstances(List.of(newStore(), newStore()));
		}

		private VerificationStore newStore() {
			return new JdbcVerificationStore(this.database.dataSource(), Clock.systemUTC());
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
			List<OneTimeCodeVerifications> instances = List.of(builder.build(operations(texts)),
					builder.build(operations(texts)));
			String id = instances.get(0).start("+233245972246").id();
			String code = texts.remove();
			String wrong = code.equals("000000") ? "000001" : "000000";
			ExecutorService executor = Executors.newFixedThreadPool(40);
			try {
				List<Callable<VerificationCheck.Status>> guesses = new ArrayList<>();
				for (int i = 0; i < 1_000; i++) {
					OneTimeCodeVerifications instance = instances.get(i % 2);
					guesses.add(() -> instance.check(id, wrong).status());
				}
				Map<VerificationCheck.Status, Integer> statuses = new EnumMap<>(VerificationCheck.Status.class);
				for (Future<VerificationCheck.Status> status : executor.invokeAll(guesses)) {
					statuses.merge(status.get(), 1, Integer::sum);
				}
				assertThat(statuses)
					.isEqualTo(Map.of(VerificationCheck.Status.WRONG, 5, VerificationCheck.Status.EXHAUSTED, 995));
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

		@Override
		protected VerificationStore store() {
			return this.store;
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

	}

}
