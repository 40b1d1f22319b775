package io.github.smsgist.outbox;

import java.time.Clock;
import java.util.stream.IntStream;

import io.github.smsgist.model.SmsMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the database rolls back to end a deadlock is done again, unless it was part of the
 * caller's transaction.
 */
class DeadlockTests {

	private final TestDatabase database = TestDatabase.h2WithDeadlocks();

	private final SmsGistOutbox outbox = new JdbcSmsGistOutbox(this.database.dataSource(), "GH", Clock.systemUTC());

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void messageIsStoredAfterDeadlock() {
		this.outbox.sendSms(message(1));
		assertThat(this.outbox.summary().pending()).isOne();
	}

	@Test
	void manyMessagesAreStoredAfterDeadlock() {
		assertThat(
				this.outbox.sendSms(IntStream.range(0, 1_200).mapToObj(DeadlockTests::message), OutboxOptions.DEFAULTS))
			.isEqualTo(1_200);
		assertThat(this.outbox.summary().pending()).isEqualTo(1_200);
	}

	@Test
	void messageIsCanceledAfterDeadlock() {
		this.outbox.sendSms(message(1));
		assertThat(this.outbox.cancel("key-1")).isTrue();
	}

	@Test
	void callersTransactionIsNotRepeated() {
		TransactionTemplate transaction = new TransactionTemplate(
				new JdbcTransactionManager(this.database.dataSource()));
		assertThatExceptionOfType(OutboxException.class)
			.isThrownBy(() -> transaction.executeWithoutResult((status) -> this.outbox.sendSms(message(1))))
			.withMessageContaining("Nothing was stored")
			.withCauseInstanceOf(CannotAcquireLockException.class);
		assertThat(this.outbox.summary().pending()).isZero();
	}

	private static SmsMessage message(int number) {
		return SmsMessage.builder().to("+233245972246").message("Order").idempotencyKey("key-" + number).build();
	}

}
