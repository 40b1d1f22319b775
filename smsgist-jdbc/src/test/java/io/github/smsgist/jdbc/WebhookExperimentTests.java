package io.github.smsgist.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.github.smsgist.outbox.Experiment;
import io.github.smsgist.outbox.TestDatabase;
import io.github.smsgist.webhook.WebhookDeliveries;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Webhooks that are delivered to two processes at once.
 */
@Tag("experiment")
class WebhookExperimentTests {

	private static final int DELIVERIES = 1_000;

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void killWhatIsLeft() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb" })
	void eachIsHandledOnce(String platform) throws Exception {
		try (TestDatabase database = database(platform)) {
			createTable(database);
			Process first = start(database, "handle");
			Process second = start(database, "handle");
			go(first);
			go(second);
			String outcomes = output(first) + "; " + output(second);
			List<String> handled = database.jdbc().queryForList("select id from handled", String.class);
			Experiment.print("webhooks-" + platform,
					"%s deliveries to each of two processes: %s handled, %s twice; %s".formatted(DELIVERIES,
							handled.stream().distinct().count(), handled.size() - handled.stream().distinct().count(),
							outcomes));
			assertThat(handled).hasSize(DELIVERIES).doesNotHaveDuplicates();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb" })
	void claimOfAKilledProcessIsTakenOver(String platform) throws Exception {
		try (TestDatabase database = database(platform)) {
			createTable(database);
			Process killed = start(database, "hang");
			go(killed);
			for (int claims = 0; claims < 8;) {
				claims += (killed.getInputStream().read() == '!') ? 1 : 0;
			}
			killed.destroyForcibly().waitFor();
			Instant start = Instant.now();
			Process other = start(database, "handle");
			go(other);
			String outcomes = output(other);
			Duration duration = Duration.between(start, Instant.now());
			List<String> handled = database.jdbc().queryForList("select id from handled", String.class);
			Experiment.print("webhooks-killed-" + platform,
					"%s deliveries, 8 of them claimed by a process that was killed: %s handled after %s s; %s"
						.formatted(DELIVERIES, handled.size(), duration.toSeconds(), outcomes));
			assertThat(handled).hasSize(DELIVERIES).doesNotHaveDuplicates();
			assertThat(duration).isLessThan(Duration.ofSeconds(90));
		}
	}

	private static TestDatabase database(String platform) {
		return platform.equals("mariadb") ? TestDatabase.mariadb() : TestDatabase.postgresql();
	}

	private static void createTable(TestDatabase database) {
		// Without a key, which would hide what is handled twice.
		database.jdbc().execute("create table handled (id varchar(50) not null)");
	}

	private Process start(TestDatabase database, String mode) throws IOException {
		Process process = Experiment.start(List.of(), "", Receiver.class, database.url(), database.user(),
				database.password(), mode);
		this.processes.add(process);
		assertThat(process.getInputStream().read()).as("the process is ready").isEqualTo('.');
		return process;
	}

	private static void go(Process process) throws IOException {
		process.getOutputStream().write('\n');
		process.getOutputStream().flush();
	}

	private static String output(Process process) throws IOException {
		String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
		return lines[lines.length - 1];
	}

	/**
	 * Receives all deliveries, on eight threads, and those that are busy again.
	 */
	static final class Receiver {

		private Receiver() {
		}

		public static void main(String[] args) throws Exception {
			HikariDataSource dataSource = new HikariDataSource();
			dataSource.setJdbcUrl(args[0]);
			dataSource.setUsername(args[1]);
			dataSource.setPassword(args[2]);
			dataSource.setMaximumPoolSize(16);
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			WebhookDeliveries deliveries = new JdbcWebhookDeliveries(dataSource, Duration.ofDays(7), Clock.systemUTC());
			AtomicInteger handled = new AtomicInteger();
			AtomicInteger busy = new AtomicInteger();
			jdbc.queryForList("select 1");
			System.out.print('.');
			System.out.flush();
			System.in.read();
			ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
			CountDownLatch underWay = new CountDownLatch(DELIVERIES);
			List<String> ids = new ArrayList<>(
					IntStream.range(0, DELIVERIES).mapToObj((number) -> "delivery-" + number).toList());
			// Each process in an order of its own, so that neither is always first.
			Collections.shuffle(ids);
			for (String id : ids) {
				threads.execute(new Runnable() {
					@Override
					public void run() {
						WebhookOutcome outcome = deliveries.handleOnce(id, () -> handle(jdbc, id, args[3]));
						if (outcome == WebhookOutcome.BUSY) {
							busy.incrementAndGet();
							threads.schedule(this, 500, TimeUnit.MILLISECONDS);
							return;
						}
						if (outcome == WebhookOutcome.HANDLED) {
							handled.incrementAndGet();
						}
						underWay.countDown();
					}
				});
			}
			underWay.await(5, TimeUnit.MINUTES);
			System.out.println("%s handled here, %s times busy".formatted(handled, busy));
			System.exit(0);
		}

		private static void handle(JdbcTemplate jdbc, String id, String mode) {
			if (mode.equals("hang")) {
				System.out.print('!');
				System.out.flush();
				new CompletableFuture<>().join();
			}
			jdbc.update("insert into handled values (?)", id);
		}

	}

}
