package io.github.smsgist.outbox;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.awaitility.Awaitility.await;

/**
 * Workers in separate processes that are killed while they send, with the sandbox as the
 * service. {@code smsgist.test.crash.messages} makes it as large as one likes.
 */
class CrashTests {

	private static final int MESSAGES = Integer.getInteger("smsgist.test.crash.messages", 200);

	private static final int KILLS = Integer.getInteger("smsgist.test.crash.kills", 1);

	@ParameterizedTest
	@EnumSource
	void killedWorkersLoseNothingAndSendNothingTwice(Database kind) {
		try (OutboxWorkers workers = new OutboxWorkers(kind.create())) {
			workers.enqueue(MESSAGES);
			workers.start();
			workers.start();
			for (int kill = 1; kill <= KILLS; kill++) {
				long before = (long) MESSAGES * kill / (KILLS + 2);
				await().atMost(Duration.ofMinutes(5)).until(() -> workers.sandbox.messageCount() >= before);
				workers.replaceOne();
			}
			await().atMost(Duration.ofMinutes(10)).until(() -> workers.hasSent(MESSAGES));
			workers.assertEachIsSentOnce(MESSAGES);
		}
	}

	enum Database {

		H2, POSTGRESQL, MARIADB;

		TestDatabase create() {
			return switch (this) {
				case H2 -> TestDatabase.h2Server();
				case POSTGRESQL -> TestDatabase.postgresql();
				case MARIADB -> TestDatabase.mariadb();
			};
		}

	}

}
