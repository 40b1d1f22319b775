package io.github.smsgist.outbox;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.sandbox.SmsGistSandbox;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A worker in a separate process, which a test can kill.
 */
final class WorkerProcess {

	static final int THREADS = 4;

	private WorkerProcess() {
	}

	static Process start(TestDatabase database, SmsGistSandbox sandbox, String otherRelease) throws IOException {
		Process process = Experiment.start(List.of(), otherRelease, WorkerProcess.class, database.url(),
				database.user(), database.password(), sandbox.url().toString(), sandbox.credentials().clientId(),
				sandbox.credentials().clientSecret(), sandbox.credentials().appSecretKey());
		process.getInputStream().close();
		return process;
	}

	/**
	 * Sends until its parent closes the standard input, or is gone.
	 */
	public static void main(String[] args) throws IOException {
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(args[0]);
		dataSource.setUsername(args[1]);
		dataSource.setPassword(args[2]);
		dataSource.setMaximumPoolSize(8);
		SmsGistTemplate smsGist = SmsGistTemplateBuilder.create(WebClient::builder)
			.connection(new SmsGistConnection(URI.create(args[3]), args[4], args[5], args[6]))
			.noRateLimiter()
			.build();
		JdbcSmsGistOutbox outbox = new JdbcSmsGistOutbox(dataSource, "GH", Clock.systemUTC());
		OutboxWorkerSettings settings = OutboxWorkerSettings.builder()
			.threads(THREADS)
			.pollingInterval(Duration.ofMillis(50))
			.heartbeatInterval(Duration.ofMillis(500))
			.build();
		OutboxWorker worker = new OutboxWorker(outbox, dataSource, new JdbcTransactionManager(dataSource), smsGist,
				(event) -> {
				}, settings, Clock.systemUTC());
		worker.start();
		while (System.in.read() >= 0) {
			continue;
		}
		worker.stop();
		System.exit(0);
	}

}
