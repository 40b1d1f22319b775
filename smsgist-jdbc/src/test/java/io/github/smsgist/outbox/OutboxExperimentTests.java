package io.github.smsgist.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

import io.github.smsgist.sandbox.SandboxMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What may happen to the workers of an outbox and to its database, in full size, with
 * workers in separate processes and the sandbox as the service.
 */
@Tag("experiment")
class OutboxExperimentTests {

	private static final Duration LIMIT = Duration.ofMinutes(20);

	private @Nullable Process campaign;

	@AfterEach
	void killWhatIsLeft() {
		if (this.campaign != null) {
			this.campaign.destroyForcibly();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MARIADB" })
	void aWorkerIsKilledEveryFiveSeconds(CrashTests.Database kind) throws Exception {
		int messages = 10_000;
		AtomicInteger kills = new AtomicInteger();
		ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
		try (Run run = new Run(kind.create())) {
			run.workers.enqueue(messages);
			for (int i = 0; i < 3; i++) {
				run.workers.start();
			}
			killer.scheduleAtFixedRate(() -> {
				run.workers.replaceOne();
				kills.incrementAndGet();
			}, 5, 5, TimeUnit.SECONDS);
			await().atMost(LIMIT).until(() -> run.workers.hasSent(messages));
			killer.shutdown();
			assertThat(killer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
			run.check("killed-workers-" + kind.name().toLowerCase(Locale.ROOT), messages, kills + " workers killed");
			assertThat(run.workers.retried()).isLessThanOrEqualTo((long) kills.get() * WorkerProcess.THREADS);
		}
		finally {
			killer.shutdownNow();
		}
	}

	@Test
	void aWorkerIsFrozenForAMinute() throws Exception {
		int messages = 6_000;
		try (Run run = new Run(TestDatabase.postgresql())) {
			run.workers.enqueue(messages);
			Process frozen = run.workers.start();
			Process other = run.workers.start();
			await().atMost(LIMIT).until(() -> run.workers.sandbox.messageCount() > 500);
			Experiment.signal(frozen, "STOP");
			TimeUnit.SECONDS.sleep(60);
			Experiment.signal(frozen, "CONT");
			await().atMost(LIMIT).until(() -> run.workers.hasSent(messages));
			other.destroyForcibly().waitFor();
			run.workers.enqueue(messages + 100);
			await().atMost(LIMIT).until(() -> run.workers.hasSent(messages + 100));
			assertThat(frozen.isAlive()).isTrue();
			run.check("frozen-worker", messages + 100, "frozen for 60 s, with 2 s until others take over");
		}
	}

	@Test
	void theDatabaseIsRestarted() throws Exception {
		int messages = 5_000;
		try (PrivatePostgreSql server = new PrivatePostgreSql();
				Run run = new Run(TestDatabase.postgresql(server.url()))) {
			run.workers.enqueue(messages);
			run.workers.start();
			run.workers.start();
			List<String> modes = List.of("immediate", "fast", "immediate", "fast");
			for (int i = 0; i < modes.size(); i++) {
				long before = (long) messages * (i + 1) / (modes.size() + 2);
				await().atMost(LIMIT).until(() -> run.workers.sandbox.messageCount() >= before);
				server.stop(modes.get(i));
				TimeUnit.SECONDS.sleep(5);
				server.start();
			}
			await().atMost(LIMIT).ignoreExceptions().until(() -> run.workers.hasSent(messages));
			run.check("restarted-database", messages, modes.size() + " restarts of 5 s, two of them as crashes");
		}
	}

	/**
	 * The newer release is this one with the version of stored messages raised.
	 */
	@Test
	void theReleaseIsReplacedWorkerByWorker(@TempDir Path newer) throws Exception {
		compileNewerRelease(newer);
		int messages = 3_000;
		try (Run run = new Run(TestDatabase.postgresql())) {
			run.workers.enqueue(messages);
			run.workers.database.jdbc()
				.update("update smsgist_outbox set task_data = convert_to("
						+ "replace(convert_from(task_data, 'UTF8'), '\"version\":1', '\"version\":2,\"added\":true'), 'UTF8')"
						+ " where task_instance like '%7'");
			run.workers.database.jdbc()
				.update("update smsgist_outbox set task_data = convert_to("
						+ "replace(convert_from(task_data, 'UTF8'), '\"version\":1', '\"version\":1,\"added\":true'), 'UTF8')"
						+ " where task_instance like '%3'");
			List<Process> old = List.of(run.workers.start(), run.workers.start(), run.workers.start());
			await().atMost(LIMIT).until(() -> run.workers.outbox.summary().sent() == messages * 9 / 10);
			assertThat(run.workers.sandbox.messages()).extracting(SandboxMessage::idempotencyKey)
				.noneMatch((key) -> key.endsWith("7"));
			run.workers.enqueue(messages * 2);
			for (Process worker : old) {
				run.workers.start(newer.toString());
				TimeUnit.SECONDS.sleep(3);
				worker.getOutputStream().close();
				assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
			}
			await().atMost(LIMIT).until(() -> run.workers.hasSent(messages * 2));
			run.check("rolling-release", messages * 2,
					"300 of them rows of the newer release, and 300 with a field more");
		}
	}

	private static void compileNewerRelease(Path directory) throws IOException {
		String name = "io/github/smsgist/outbox/StoredMessage.java";
		String source = Files.readString(Path.of("src/main/java").resolve(name));
		Path copy = directory.resolve("source").resolve(name);
		Files.createDirectories(copy.getParent());
		String changed = source.replace("VERSION = 1;", "VERSION = 2;");
		assertThat(changed).isNotEqualTo(source);
		Files.writeString(copy, changed);
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-nowarn", "-parameters", "-d", directory.toString(), "-cp",
					System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
					copy.toString());
		assertThat(result).isZero();
	}

	@Test
	void aCampaignOfAMillionIsStoredByTwoRuns() throws Exception {
		int messages = 1_000_000;
		try (TestDatabase database = TestDatabase.postgresql()) {
			JdbcTemplate jdbc = database.jdbc();
			Supplier<Long> rows = () -> jdbc.queryForObject("select count(*) from smsgist_outbox", Long.class);
			JdbcSmsGistOutbox outbox = new JdbcSmsGistOutbox(database.dataSource(), "GH", Clock.systemUTC());
			outbox.sendSms(IntStream.range(0, 1_000).mapToObj(OutboxWorkers::sms), OutboxOptions.DEFAULTS);
			medianMillisOfAPoll(outbox, database);
			double few = medianMillisOfAPoll(outbox, database);
			jdbc.update("delete from smsgist_outbox");
			Instant start = Instant.now();
			Process first = startCampaign(database, messages);
			await().pollInterval(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> rows.get() > messages / 2);
			first.destroyForcibly().waitFor();
			Duration untilKilled = Duration.between(start, Instant.now());
			long stored = rows.get();
			start = Instant.now();
			Process second = startCampaign(database, messages);
			long storedBySecond = Long
				.parseLong(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
			Duration secondRun = Duration.between(start, Instant.now());
			assertThat(second.waitFor()).isZero();
			assertThat(stored + storedBySecond).isEqualTo(messages);
			assertThat(outbox.summary("million").pending()).isEqualTo(messages);
			jdbc.execute("analyze smsgist_outbox");
			double many = medianMillisOfAPoll(outbox, database);
			Experiment.print("million",
					"killed after %s rows, %s/s; second run added %s and skipped the others in %s s; heap 64 MB; a poll takes %.2f ms with 1,000 rows and %.2f ms with a million; table and indexes %s"
						.formatted(stored, stored * 1000 / untilKilled.toMillis(), storedBySecond,
								secondRun.toSeconds(), few, many,
								jdbc.queryForObject("select pg_size_pretty(pg_total_relation_size('smsgist_outbox'))",
										String.class)));
		}
	}

	private Process startCampaign(TestDatabase database, int messages) throws IOException {
		Process process = Experiment.start(List.of("-Xmx64m"), "", CampaignProcess.class, database.url(),
				database.user(), database.password(), Integer.toString(messages));
		this.campaign = process;
		return process;
	}

	private static double medianMillisOfAPoll(JdbcSmsGistOutbox outbox, TestDatabase database) {
		String sql = outbox.database()
			.dialect()
			.customization()
			.createGenericSelectForUpdateQuery(OutboxDatabase.TABLE, 8, "", true);
		double[] millis = IntStream.range(0, 101).mapToDouble((i) -> {
			long start = System.nanoTime();
			database.jdbc().query(sql, (statement) -> {
				statement.setBoolean(1, false);
				outbox.database().dialect().customization().setInstant(statement, 2, Instant.now());
			}, (row) -> {
			});
			return (System.nanoTime() - start) / 1e6;
		}).sorted().toArray();
		return millis[millis.length / 2];
	}

	private static final class Run implements AutoCloseable {

		private final Instant start = Instant.now();

		private final OutboxWorkers workers;

		private Run(TestDatabase database) {
			this.workers = new OutboxWorkers(database);
		}

		private void check(String experiment, int messages, String what) {
			Duration duration = Duration.between(this.start, Instant.now());
			List<String> keys = this.workers.sandbox.messages().stream().map(SandboxMessage::idempotencyKey).toList();
			long different = keys.stream().distinct().count();
			Experiment.print(experiment,
					"%s messages, %s: %s lost, %s sent twice, %s requests repeated with their key, %s s".formatted(
							messages, what, messages - different, keys.size() - different, this.workers.retried(),
							duration.toSeconds()));
			this.workers.assertEachIsSentOnce(messages);
		}

		@Override
		public void close() {
			this.workers.close();
		}

	}

}
