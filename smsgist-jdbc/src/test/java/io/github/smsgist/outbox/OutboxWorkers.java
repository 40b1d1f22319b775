package io.github.smsgist.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.sandbox.SandboxMessage;
import io.github.smsgist.sandbox.SmsGistSandbox;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The workers of an outbox, in separate processes that a test can kill, with a sandbox as
 * the service.
 */
final class OutboxWorkers implements AutoCloseable {

	final TestDatabase database;

	final JdbcSmsGistOutbox outbox;

	final SmsGistSandbox sandbox = SmsGistSandbox.builder()
		.balance("1000000")
		.maxMessages(100_000)
		.maxKeys(100_000)
		.maxRequests(200_000)
		.start();

	private final List<Process> processes = new CopyOnWriteArrayList<>();

	private final Random random = new Random(11);

	OutboxWorkers(TestDatabase database) {
		this.database = database;
		this.outbox = new JdbcSmsGistOutbox(database.dataSource(), "GH", Clock.systemUTC());
		this.sandbox.faults().always().delay(Duration.ofMillis(20));
	}

	/**
	 * Enqueue messages up to this one; those that are there already stay as they are.
	 */
	void enqueue(int messages) {
		this.outbox.sendSms(IntStream.range(0, messages).mapToObj(OutboxWorkers::sms), OutboxOptions.DEFAULTS);
	}

	static SmsMessage sms(int number) {
		return SmsMessage.builder()
			.to("+23324" + (5_000_000 + number))
			.message("Your order has left")
			.idempotencyKey("order-" + number)
			.build();
	}

	Process start() {
		return start("");
	}

	/**
	 * Start a worker of another release.
	 * @param release the directory with its classes
	 */
	Process start(String release) {
		try {
			Process process = WorkerProcess.start(this.database, this.sandbox, release);
			this.processes.add(process);
			return process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Kill one worker and start another in its place.
	 */
	void replaceOne() {
		this.processes.remove(this.random.nextInt(this.processes.size())).destroyForcibly();
		start();
	}

	boolean hasSent(int messages) {
		return this.outbox.summary().sent() == messages;
	}

	/**
	 * How many requests were made again under their key.
	 */
	long retried() {
		return this.sandbox.requestCount() - this.sandbox.messageCount();
	}

	void assertEachIsSentOnce(int messages) {
		assertThat(this.sandbox.messages()).extracting(SandboxMessage::idempotencyKey)
			.hasSize(messages)
			.doesNotHaveDuplicates();
		OutboxSummary summary = this.outbox.summary();
		assertThat(summary.sent()).isEqualTo(messages);
		assertThat(summary.pending() + summary.sending() + summary.parkedInTotal()).isZero();
	}

	@Override
	public void close() {
		this.processes.forEach(Process::destroyForcibly);
		this.sandbox.close();
		this.database.close();
	}

}
