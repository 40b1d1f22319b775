package io.github.smsgist.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.outbox.TestDatabase;
import io.github.smsgist.webhook.WebhookDeliveries;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link JdbcWebhookDeliveries}, with two instances.
 */
class JdbcWebhookDeliveriesTests {

	@Nested
	class H2 extends AbstractJdbcWebhookDeliveriesTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.h2();
		}

	}

	@Nested
	class H2WithDeadlocks extends AbstractJdbcWebhookDeliveriesTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.h2WithDeadlocks();
		}

	}

	@Nested
	class MySql extends AbstractJdbcWebhookDeliveriesTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.mysql();
		}

	}

	@Nested
	class PostgreSql extends AbstractJdbcWebhookDeliveriesTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.postgresql();
		}

	}

	@Nested
	class MariaDb extends AbstractJdbcWebhookDeliveriesTests {

		@Override
		TestDatabase newDatabase() {
			return TestDatabase.mariadb();
		}

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	abstract static class AbstractJdbcWebhookDeliveriesTests {

		private static final Instant START = Instant.parse("2026-03-21T10:28:00Z");

		private TestDatabase database;

		abstract TestDatabase newDatabase();

		@BeforeAll
		void start() {
			this.database = newDatabase();
		}

		@AfterAll
		void stop() {
			if (this.database != null) {
				this.database.close();
			}
		}

		@Test
		void deliveryIsHandledOnceByAllInstances() {
			AtomicInteger handled = new AtomicInteger();
			assertThat(at(START).handleOnce("once", handled::incrementAndGet)).isEqualTo(WebhookOutcome.HANDLED);
			assertThat(at(START).handleOnce("once", handled::incrementAndGet)).isEqualTo(WebhookOutcome.REPEATED);
			assertThat(at(START.plus(Duration.ofDays(6))).handleOnce("once", handled::incrementAndGet))
				.isEqualTo(WebhookOutcome.REPEATED);
			assertThat(handled).hasValue(1);
		}

		@Test
		void deliveryInProgressElsewhereIsBusy() {
			List<WebhookOutcome> meanwhile = new ArrayList<>();
			at(START).handleOnce("busy", () -> meanwhile.add(at(START).handleOnce("busy", () -> {
			})));
			assertThat(meanwhile).containsExactly(WebhookOutcome.BUSY);
		}

		@Test
		void failedDeliveryIsHandledAgain() {
			assertThatIllegalStateException().isThrownBy(() -> at(START).handleOnce("failed", () -> {
				throw new IllegalStateException("no");
			}));
			assertThat(at(START).handleOnce("failed", () -> {
			})).isEqualTo(WebhookOutcome.HANDLED);
		}

		@Test
		void claimOfAnInstanceThatDiedIsTakenOverAfterItsLease() {
			List<WebhookOutcome> others = new ArrayList<>();
			at(START).handleOnce("died", () -> {
				others.add(at(START.plus(JdbcWebhookDeliveries.LEASE).minusMillis(1)).handleOnce("died", () -> {
				}));
				others.add(at(START.plus(JdbcWebhookDeliveries.LEASE)).handleOnce("died", () -> {
				}));
			});
			assertThat(others).containsExactly(WebhookOutcome.BUSY, WebhookOutcome.HANDLED);
			assertThat(at(START.plusSeconds(70)).handleOnce("died", () -> {
			})).isEqualTo(WebhookOutcome.REPEATED);
		}

		@Test
		void deliveryIsForgottenAfterItsRetention() {
			at(START).handleOnce("old", () -> {
			});
			assertThat(at(START.plus(Duration.ofDays(7))).handleOnce("old", () -> {
			})).isEqualTo(WebhookOutcome.HANDLED);
		}

		@RepeatedTest(10)
		void oneOfManyAtTheSameTimeHandlesIt() throws Exception {
			String id = UUID.randomUUID().toString();
			ExecutorService executor = Executors.newFixedThreadPool(8);
			CountDownLatch together = new CountDownLatch(1);
			AtomicInteger handled = new AtomicInteger();
			try {
				List<Future<WebhookOutcome>> outcomes = new ArrayList<>();
				for (int i = 0; i < 8; i++) {
					WebhookDeliveries deliveries = at(START);
					outcomes.add(executor.submit(() -> {
						together.await();
						return deliveries.handleOnce(id, handled::incrementAndGet);
					}));
				}
				together.countDown();
				int winners = 0;
				for (Future<WebhookOutcome> outcome : outcomes) {
					winners += (outcome.get() == WebhookOutcome.HANDLED) ? 1 : 0;
				}
				assertThat(winners).isEqualTo(1);
				assertThat(handled).hasValue(1);
			}
			finally {
				executor.shutdownNow();
			}
		}

		private WebhookDeliveries at(Instant now) {
			return new JdbcWebhookDeliveries(this.database.dataSource(), Duration.ofDays(7),
					Clock.fixed(now, ZoneOffset.UTC));
		}

	}

}
