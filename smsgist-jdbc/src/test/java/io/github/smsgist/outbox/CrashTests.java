package io.github.smsgist.outbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Workers in processes of their own that are killed while they send, with the sandbox as
 * the service. {@code smsgist.test.crash.messages} makes it as large as one likes.
 */
class CrashTests {

	static final int THREADS = 4;

	private static final int MESSAGES = Integer.getInteger("smsgist.test.crash.messages", 200);

	private static final int KILLS = Integer.getInteger("smsgist.test.crash.kills", 2);

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void killWhatIsLeft() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@ParameterizedTest
	@EnumSource
	void killedWorkersLoseNothingAndSendNothingTwice(Database kind) throws IOException {
		try (TestDatabase database = kind.create();
				SmsGistSandbox sandbox = SmsGistSandbox.builder()
					.balance("1000000")
					.maxMessages(100_000)
					.maxKeys(100_000)
					.maxRequests(200_000)
					.start()) {
			sandbox.faults().always().delay(Duration.ofMillis(20));
			JdbcSmsGistOutbox outbox = new JdbcSmsGistOutbox(database.dataSource(), "GH", Clock.systemUTC());
			outbox.sendSms(IntStream.range(0, MESSAGES).mapToObj(CrashTests::sms), OutboxOptions.DEFAULTS);
			start(database, sandbox);
			start(database, sandbox);
			for (int kill = 1; kill <= KILLS; kill++) {
				long before = (long) MESSAGES * kill / (KILLS + 2);
				await().atMost(Duration.ofMinutes(5)).until(() -> sandbox.messageCount() >= before);
				this.processes.remove(0).destroyForcibly();
				start(database, sandbox);
			}
			await().atMost(Duration.ofMinutes(10)).until(() -> outbox.summary().sent() == MESSAGES);
			assertThat(sandbox.messageCount()).isEqualTo(MESSAGES);
			assertThat(outbox.summary().pending() + outbox.summary().sending()).isZero();
			assertThat(sandbox.requestCount()).as("requests, with those that were repeated under their keys")
				.isLessThanOrEqualTo(MESSAGES + KILLS * THREADS);
		}
	}

	private void start(TestDatabase database, SmsGistSandbox sandbox) throws IOException {
		this.processes.add(WorkerProcess.start(database, sandbox));
	}

	private static SmsMessage sms(int number) {
		return SmsMessage.builder()
			.to("+23324%07d".formatted(5000000 + number))
			.message("Your order has left")
			.idempotencyKey("order-" + number)
			.build();
	}

	private enum Database {

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
