package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.smsgist.sandbox.SandboxCaller.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for idempotency keys in {@link SmsGistSandbox}.
 */
class SandboxIdempotencyTests {

	private SmsGistSandbox sandbox = SmsGistSandbox.builder().manualClock().start();

	private SandboxCaller caller = new SandboxCaller(this.sandbox);

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	private void restart(SmsGistSandboxBuilder builder) {
		this.sandbox.close();
		this.sandbox = builder.manualClock().start();
		this.caller = new SandboxCaller(this.sandbox);
	}

	@Test
	void sameKeyGetsTheOriginalAnswerFor24Hours() {
		Reply first = this.caller.sms("+233245972246", "Hi", "key");
		this.sandbox.clock().advance(Duration.ofHours(24).minusMillis(1));
		Reply second = this.caller.post("/api/sms/send", "not even JSON", "key");
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(this.sandbox.messageCount()).isOne();
		this.sandbox.clock().advance(Duration.ofMillis(1));
		assertThat(this.caller.sms("+233245972246", "Hi", "key").messageId()).isNotEqualTo(first.messageId());
		assertThat(this.sandbox.messageCount()).isEqualTo(2);
		assertThat(this.sandbox.lastSmsTo("+233245972246").idempotencyKey()).isEqualTo("key");
	}

	@Test
	void sameKeyAtTheSameTimeSendsOneMessage() {
		List<Reply> replies = Flux.range(0, 200)
			.flatMap((number) -> this.caller.smsLater("+233245972246", "Hi", "key-" + number % 4), 64)
			.collectList()
			.block();
		assertThat(this.sandbox.requestCount()).isEqualTo(200);
		assertThat(this.sandbox.messageCount()).isEqualTo(4);
		assertThat(replies).extracting(Reply::body).hasSize(200);
		assertThat(replies.stream().map(Reply::body).distinct()).hasSize(4);
		assertThat(this.sandbox.reserved()).isEqualByComparingTo("0.12");
	}

	@Test
	void concurrentRetriesAfterLostAnswersSendAndChargeOnce() {
		restart(SmsGistSandbox.builder().balance("100.00"));
		this.sandbox.faults().rate(0.3, 7).on(SandboxOperation.SEND_SMS).loseAnswer();
		this.sandbox.faults().rate(0.3, 8).on(SandboxOperation.SEND_SMS).error(503);
		List<Reply> replies = Flux.range(0, 300)
			.flatMap((number) -> this.caller.smsLater("+233245972246", "Text " + number, "key-" + number)
				.filter((reply) -> reply.status() == 201)
				.switchIfEmpty(Mono.error(IllegalStateException::new))
				.retry(100), 64)
			.collectList()
			.block();
		assertThat(replies.stream().map(Reply::messageId).distinct()).hasSize(300);
		assertThat(this.sandbox.messageCount()).isEqualTo(300);
		assertThat(this.sandbox.messages()).extracting(SandboxMessage::text).doesNotHaveDuplicates();
		assertThat(this.sandbox.requestCount()).isGreaterThan(400);
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.sandbox.balance()).isEqualByComparingTo("91.00");
		assertThat(this.sandbox.reserved()).isEqualByComparingTo("0");
	}

	@Test
	void concurrentCallsCannotOverspend() {
		restart(SmsGistSandbox.builder().balance("1.50"));
		List<Integer> statuses = Flux.range(0, 120)
			.flatMap((number) -> this.caller.smsLater("+233245972246", "Hi", null), 64)
			.map(Reply::status)
			.collectList()
			.block();
		assertThat(statuses).filteredOn((status) -> status == 201).hasSize(50);
		assertThat(statuses).filteredOn((status) -> status == 402).hasSize(70);
		assertThat(this.sandbox.available()).isEqualByComparingTo("0");
	}

	@Test
	void withoutAKeyOrWithABlankOneEveryCallSends() {
		this.caller.sms("+233245972246", "Hi");
		this.caller.sms("+233245972246", "Hi");
		this.caller.sms("+233245972246", "Hi", " ");
		this.caller.sms("+233245972246", "Hi", " ");
		assertThat(this.sandbox.messageCount()).isEqualTo(4);
	}

	@Test
	void keyAppliesToAllSends() {
		Reply sms = this.caller.sms("+233245972246", "Hi", "key");
		assertThat(emailUnder("key").body()).isEqualTo(sms.body());
		assertThat(this.sandbox.messageCount()).isOne();
	}

	@Test
	void keyAppliesToItsOperationWhereAssumed() {
		this.sandbox.setAssumptions(this.sandbox.assumptions().withKeyScope(KeyScope.OPERATION));
		this.caller.sms("+233245972246", "Hi", "key");
		assertThat(emailUnder("key").status()).isEqualTo(201);
		assertThat(this.sandbox.messageCount()).isEqualTo(2);
		this.sandbox.reset();
		assertThat(this.sandbox.assumptions()).isEqualTo(SandboxAssumptions.DEFAULT);
	}

	private Reply emailUnder(String key) {
		return this.caller.post("/api/email/send", "{\"recipients\":\"a@b.co\",\"subject\":\"S\",\"body\":\"B\"}", key);
	}

	@Test
	void keyInProgressIsReplayed() {
		CompletableFuture<Reply> first = sendWithLateAnswer(Duration.ofHours(1));
		Reply second = this.caller.sms("+233245972246", "Hi", "key");
		assertThat(second.messageId()).isEqualTo(this.sandbox.lastSmsTo("+233245972246").messageId());
		assertThat(first).isNotDone();
	}

	@Test
	void keyInProgressConflictsWhereAssumed() {
		this.sandbox.setAssumptions(this.sandbox.assumptions().withKeyInProgress(KeyInProgress.CONFLICT));
		CompletableFuture<Reply> first = sendWithLateAnswer(Duration.ofHours(1));
		assertThat(this.caller.sms("+233245972246", "Hi", "key").status()).isEqualTo(409);
		assertThat(this.caller.sms("+233245972246", "Hi", "other").status()).isEqualTo(201);
		first.cancel(true);
		assertThat(this.caller.sms("+233245972246", "Hi", "key").status()).isEqualTo(409);
		assertThat(this.sandbox.messageCount()).isEqualTo(2);
	}

	@Test
	void keyInProgressIsWaitedForWhereAssumed() {
		this.sandbox.setAssumptions(this.sandbox.assumptions().withKeyInProgress(KeyInProgress.WAIT));
		long start = System.nanoTime();
		CompletableFuture<Reply> first = sendWithLateAnswer(Duration.ofMillis(300));
		Reply second = this.caller.sms("+233245972246", "Hi", "key");
		assertThat(second.messageId()).isEqualTo(this.sandbox.lastSmsTo("+233245972246").messageId());
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
		assertThat(first).succeedsWithin(Duration.ofSeconds(20)).returns(second.body(), Reply::body);
		assertThat(this.sandbox.messageCount()).isOne();
	}

	private CompletableFuture<Reply> sendWithLateAnswer(Duration delay) {
		this.sandbox.faults().next(1).delay(delay);
		CompletableFuture<Reply> call = this.caller.smsLater("+233245972246", "Hi", "key").toFuture();
		await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.sandbox.requestCount() == 1);
		return call;
	}

	@Test
	void forgettingKeysEarlyWarnsOnce() {
		Logger logger = (Logger) LoggerFactory.getLogger("io.github.smsgist.sandbox.internal");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.list = new CopyOnWriteArrayList<>();
		log.start();
		logger.addAppender(log);
		try {
			restart(SmsGistSandbox.builder().maxKeys(2).maxMessages(3));
			for (int i = 0; i < 6; i++) {
				this.caller.sms("+233245972246", "Hi", "key-" + i);
			}
			assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
				.hasSize(2)
				.anyMatch((message) -> message.contains("keys") && message.contains("more than 2"))
				.anyMatch((message) -> message.contains("messages") && message.contains("more than 3"))
				.noneMatch((message) -> message.contains("key-"));
		}
		finally {
			logger.detachAppender(log);
		}
	}

	@Test
	void errorIsNotStored() {
		this.sandbox.setBalance(BigDecimal.ZERO);
		assertThat(this.caller.sms("+233245972246", "Hi", "key").status()).isEqualTo(402);
		this.sandbox.setBalance(BigDecimal.ONE);
		assertThat(this.caller.sms("+233245972246", "Hi", "key").status()).isEqualTo(201);
		this.sandbox.faults().next(1).serverError();
		assertThat(this.caller.sms("+233245972246", "Hi", "other").status()).isEqualTo(500);
		assertThat(this.caller.sms("+233245972246", "Hi", "other").status()).isEqualTo(201);
	}

	@Test
	void errorIsStoredWhenAskedFor() {
		restart(SmsGistSandbox.builder().storeErrors(true));
		Reply invalid = this.caller.sms("x", "Hi", "key");
		assertThat(this.caller.sms("+233245972246", "Hi", "key").body()).isEqualTo(invalid.body());
		this.sandbox.faults().next(1).error(503);
		assertThat(this.caller.sms("+233245972246", "Hi", "other").status()).isEqualTo(503);
		assertThat(this.caller.sms("+233245972246", "Hi", "other").status()).isEqualTo(503);
		this.sandbox.faults().next(1).tooManyRequests();
		assertThat(this.caller.sms("+233245972246", "Hi", "third").status()).isEqualTo(429);
		assertThat(this.caller.sms("+233245972246", "Hi", "third").status()).isEqualTo(201);
		assertThat(this.sandbox.messageCount()).isOne();
	}

	@Test
	void serverErrorDoesNotReplaceAStoredAnswer() {
		restart(SmsGistSandbox.builder().storeErrors(true));
		Reply first = this.caller.sms("+233245972246", "Hi", "key");
		this.sandbox.faults().next(1).serverError();
		assertThat(this.caller.sms("+233245972246", "Hi", "key").status()).isEqualTo(500);
		assertThat(this.caller.sms("+233245972246", "Hi", "key").body()).isEqualTo(first.body());
	}

	@Test
	void retryHonorsTheKeyOnlyWhenAskedFor() {
		assertThat(retryTwice()).isEqualTo(3);
		restart(SmsGistSandbox.builder().retryHonorsIdempotencyKey(true));
		assertThat(retryTwice()).isEqualTo(2);
	}

	private long retryTwice() {
		String id = this.caller.sms("+233245970001", "Hi").messageId();
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.caller.retry(id, "key").status()).isEqualTo(201);
		assertThat(this.caller.retry(id, "key").status()).isEqualTo(201);
		return this.sandbox.messageCount();
	}

}
