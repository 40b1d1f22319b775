package io.github.smsgist.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.smsgist.MovableClock;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What an outbox promises, on whichever database.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractOutboxTests {

	private static final OutboxWorkerSettings SETTINGS = settings().build();

	private final List<OutboxWorker> workers = new ArrayList<>();

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private volatile Consumer<Object> listener;

	private TestDatabase database;

	private JdbcTemplate jdbc;

	private TransactionTemplate transaction;

	private MovableClock clock;

	private StubSmsGist smsGist;

	private JdbcSmsGistOutbox outbox;

	abstract TestDatabase newDatabase();

	@BeforeAll
	void createDatabase() {
		this.database = newDatabase();
		this.jdbc = this.database.jdbc();
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.database.dataSource()));
	}

	@AfterAll
	void dropDatabase() {
		if (this.database != null) {
			this.database.close();
		}
	}

	@BeforeEach
	void start() {
		this.workers.clear();
		this.events.clear();
		this.listener = (event) -> {
		};
		this.clock = MovableClock.running();
		this.smsGist = new StubSmsGist();
		this.outbox = new JdbcSmsGistOutbox(this.database.dataSource(), "GH", this.clock);
	}

	@AfterEach
	void stop() {
		this.workers.forEach(OutboxWorker::stop);
		for (String table : List.of("smsgist_outbox", "smsgist_sent", "orders")) {
			this.jdbc.update("delete from " + table);
		}
	}

	private static OutboxWorkerSettings.Builder settings() {
		return OutboxWorkerSettings.builder()
			.threads(4)
			.pollingInterval(Duration.ofMillis(50))
			// Nothing is tried again before a test moves the clock.
			.initialBackoff(Duration.ofMinutes(10))
			.checkInterval(Duration.ofHours(1));
	}

	private OutboxWorker startWorker() {
		return startWorker(SETTINGS);
	}

	private OutboxWorker startWorker(OutboxWorkerSettings settings) {
		OutboxWorker worker = new OutboxWorker(this.outbox, this.database.dataSource(),
				new JdbcTransactionManager(this.database.dataSource()), this.smsGist, this::publish, settings,
				this.clock);
		this.workers.add(worker);
		worker.start();
		return worker;
	}

	private void publish(Object event) {
		this.listener.accept(event);
		this.events.add(event);
	}

	private static SmsMessage sms(String key) {
		return SmsMessage.builder().to("+233245972246").message("Your order has left").idempotencyKey(key).build();
	}

	private void awaitState(String key, OutboxState state) {
		await().untilAsserted(
				() -> assertThat(this.outbox.find(key)).get().extracting(OutboxEntry::state).isEqualTo(state));
	}

	private OutboxEntry entry(String key) {
		return this.outbox.find(key).orElseThrow();
	}

	@Test
	void committedMessageIsSentAndRemembered() {
		startWorker();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.update("insert into orders values ('77')");
			this.outbox.sendSms(sms("order-77"));
			assertThat(this.smsGist.calls).hasValue(0);
		});
		awaitState("order-77", OutboxState.SENT);
		assertThat(entry("order-77").messageId()).isEqualTo("id-of-order-77");
		assertThat(this.smsGist.keysInOrder()).containsExactly("order-77");
		assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(OutboxSentEvent.class,
					(event) -> assertThat(event.messageId()).isEqualTo("id-of-order-77"));
		assertThat(this.jdbc.queryForList("select * from smsgist_outbox")).isEmpty();
	}

	@Test
	void committedMessageLeavesWithoutWaitingForThePoll() {
		startWorker(settings().pollingInterval(Duration.ofHours(1)).build());
		await().until(() -> {
			this.outbox.sendSms(sms("first"));
			return this.outbox.find("first").orElseThrow().state() == OutboxState.SENT;
		});
		this.transaction.executeWithoutResult((status) -> this.outbox.sendSms(sms("second")));
		awaitState("second", OutboxState.SENT);
	}

	@Test
	void messageOfARolledBackTransactionIsNotSent() {
		startWorker();
		this.transaction.executeWithoutResult((status) -> {
			this.outbox.sendSms(sms("rolled-back"));
			status.setRollbackOnly();
		});
		this.outbox.sendSms(sms("stored"));
		awaitState("stored", OutboxState.SENT);
		assertThat(this.outbox.find("rolled-back")).isEmpty();
		assertThat(this.smsGist.keysInOrder()).containsExactly("stored");
	}

	@Test
	void everyPartOfAMessageSurvives() {
		startWorker();
		this.outbox.sendSms(SmsMessage.builder()
			.to("0245972246", "+233201234567")
			.message("Ɔdɔ 🙂")
			.route(Route.OTP)
			.idempotencyKey("text")
			.build());
		EmailMessage email = EmailMessage.builder()
			.to("user@example.com")
			.subject("Rechnung")
			.body("<h1>Grüße</h1>")
			.fromName("Shop")
			.replyTo("shop@example.com")
			.noTracking(true)
			.route(Route.REGULAR)
			.idempotencyKey("mail")
			.build();
		this.outbox.sendEmail(email);
		awaitState("text", OutboxState.SENT);
		awaitState("mail", OutboxState.SENT);
		SmsMessage text = this.smsGist.texts.get(0);
		assertThat(text.recipients()).containsExactly("+233245972246", "+233201234567");
		assertThat(text.message()).isEqualTo("Ɔdɔ 🙂");
		assertThat(text.route()).isEqualTo(Route.OTP);
		assertThat(this.smsGist.emails).containsExactly(email);
	}

	@Test
	void messageWithoutAKeyGetsOne() {
		String key = this.outbox.sendSms(SmsMessage.builder().to("+233245972246").message("Hello").build());
		assertThat(key).isNotBlank();
		assertThat(entry(key).state()).isEqualTo(OutboxState.PENDING);
	}

	@Test
	void sameKeyIsStoredOnceWhilePendingAndAfterItWasSent() {
		this.outbox.sendSms(sms("once"));
		this.outbox.sendSms(sms("once"));
		assertThat(this.outbox.summary().pending()).isEqualTo(1);
		startWorker();
		awaitState("once", OutboxState.SENT);
		this.clock.advance(Duration.ofDays(29));
		this.transaction.executeWithoutResult((status) -> {
			this.outbox.sendSms(sms("once"));
			this.outbox.sendSms(sms("other"));
		});
		awaitState("other", OutboxState.SENT);
		assertThat(this.smsGist.calls).hasValue(2);
		assertThat(this.events).hasSize(2);
	}

	@Test
	void keysDifferByCase() {
		this.outbox.sendSms(sms("order-a"));
		this.outbox.sendSms(sms("ORDER-A"));
		assertThat(this.outbox.summary().pending()).isEqualTo(2);
	}

	@Test
	void duplicateKeyDoesNotAbortTheCallersTransaction() {
		this.outbox.sendSms(sms("twice"));
		this.transaction.executeWithoutResult((status) -> {
			this.outbox.sendSms(sms("twice"));
			this.jdbc.update("insert into orders values ('1')");
		});
		assertThat(this.jdbc.queryForObject("select count(*) from orders", Integer.class)).isOne();
	}

	@Test
	void sentMessageIsForgottenInTheEnd() {
		OutboxWorker worker = startWorker();
		this.outbox.sendSms(sms("old"));
		awaitState("old", OutboxState.SENT);
		this.clock.advance(Duration.ofDays(31));
		worker.cleanUp();
		assertThat(this.outbox.find("old")).isEmpty();
	}

	@Test
	void messageIsNotSentBeforeItsTime() {
		startWorker();
		this.outbox.sendSms(sms("later"),
				OutboxOptions.builder().notBefore(this.clock.instant().plus(Duration.ofHours(2))).build());
		this.outbox.sendSms(sms("now"));
		awaitState("now", OutboxState.SENT);
		assertThat(entry("later").state()).isEqualTo(OutboxState.PENDING);
		this.clock.advance(Duration.ofHours(2));
		awaitState("later", OutboxState.SENT);
	}

	@Test
	void messageIsParkedAfterItsTime() {
		this.outbox.sendSms(sms("code"),
				OutboxOptions.builder().notAfter(this.clock.instant().plus(Duration.ofMinutes(10))).build());
		this.clock.advance(Duration.ofMinutes(11));
		startWorker();
		awaitState("code", OutboxState.PARKED);
		assertThat(entry("code").parkedReason()).isEqualTo(ParkedReason.TOO_LATE);
		assertThat(this.smsGist.calls).hasValue(0);
	}

	@Test
	void noAttemptBeginsAfterTheTimeOfTheMessage() {
		OutboxOptions options = OutboxOptions.builder()
			.notAfter(this.clock.instant().plus(Duration.ofHours(2)))
			.build();
		this.outbox.sendSms(sms("code"), options);
		this.outbox.sendEmail(EmailMessage.builder()
			.to("ama@example.com")
			.subject("Code")
			.body("123456")
			.idempotencyKey("letter")
			.build(), options);
		this.outbox.sendSms(sms("news"));
		this.clock.advance(Duration.ofHours(1));
		startWorker();
		awaitState("code", OutboxState.SENT);
		awaitState("letter", OutboxState.SENT);
		awaitState("news", OutboxState.SENT);
		assertThat(this.smsGist.timeLimits).hasSize(2)
			.allMatch((limit) -> limit.compareTo(Duration.ofHours(1)) <= 0, "what is left");
	}

	@Test
	void higherPriorityGoesFirst() {
		this.outbox.sendSms(java.util.stream.Stream.of(sms("campaign")),
				OutboxOptions.builder().campaign("spring").build());
		this.outbox.sendSms(sms("ordinary"));
		this.outbox.sendSms(sms("urgent"), OutboxOptions.builder().priority(5).build());
		this.outbox.sendSms(SmsMessage.builder()
			.to("+233245972246")
			.message("123456")
			.route(Route.OTP)
			.idempotencyKey("otp")
			.build());
		startWorker(settings().threads(1).build());
		awaitState("campaign", OutboxState.SENT);
		assertThat(this.smsGist.keysInOrder()).containsExactly("otp", "urgent", "ordinary", "campaign");
	}

	@Test
	void canceledMessageIsNotSent() {
		this.outbox.sendSms(sms("canceled"));
		assertThat(this.outbox.cancel("canceled")).isTrue();
		assertThat(this.outbox.cancel("canceled")).isFalse();
		startWorker();
		this.outbox.sendSms(sms("stored"));
		awaitState("stored", OutboxState.SENT);
		assertThat(this.smsGist.keysInOrder()).containsExactly("stored");
	}

	@Test
	void rejectedMessageIsParkedAtOnceAndCanBeResumed() {
		this.smsGist.failNext(StubSmsGist.invalid());
		startWorker();
		this.outbox.sendSms(sms("rejected"));
		awaitState("rejected", OutboxState.PARKED);
		OutboxEntry parked = this.outbox.parked().findFirst().orElseThrow();
		assertThat(parked.parkedReason()).isEqualTo(ParkedReason.REJECTED);
		assertThat(parked.detail()).contains("422");
		assertThat(this.outbox.summary().parked()).containsEntry(ParkedReason.REJECTED, 1L);
		assertThat(this.events).singleElement().isInstanceOf(OutboxParkedEvent.class);
		assertThat(this.outbox.resume("rejected")).isTrue();
		awaitState("rejected", OutboxState.SENT);
		assertThat(this.outbox.resume("rejected")).isFalse();
	}

	@Test
	void parkedMessageIsNotStoredAgain() {
		this.smsGist.failNext(StubSmsGist.invalid());
		startWorker();
		this.outbox.sendSms(sms("rejected"));
		awaitState("rejected", OutboxState.PARKED);
		this.outbox.sendSms(sms("rejected"));
		this.outbox.sendSms(sms("other"));
		awaitState("other", OutboxState.SENT);
		assertThat(entry("rejected").state()).isEqualTo(OutboxState.PARKED);
	}

	@Test
	void parkedMessagesAreDeletedWhenTheyHaveBeenKeptLongEnough() {
		OutboxWorker before = startWorker();
		this.smsGist.outage = StubSmsGist::invalid;
		park("rejected");
		park("invalid");
		this.clock.advance(Duration.ofDays(60));
		park("recently");
		this.outbox.sendSms(sms("later"),
				OutboxOptions.builder().notBefore(this.clock.instant().plus(Duration.ofDays(90))).build());
		before.stop();
		OutboxWorker after = startWorker(settings().keepParked(Duration.ofDays(90)).build());
		after.cleanUp();
		assertThat(this.outbox.parked()).hasSize(3);
		this.clock.advance(Duration.ofDays(31));
		after.cleanUp();
		assertThat(this.outbox.parked()).extracting(OutboxEntry::idempotencyKey).containsExactly("recently");
		assertThat(this.outbox.find("later")).isPresent();
	}

	@Test
	void unreadableMessageIsDeletedWhenItHasBeenKeptLongEnough() {
		this.outbox.sendSms(sms("broken"));
		this.jdbc.update("update smsgist_outbox set task_data = ?", (Object) new byte[] { 1, 2, 3 });
		OutboxWorker worker = startWorker(settings().keepParked(Duration.ofDays(90)).build());
		awaitState("broken", OutboxState.PARKED);
		this.clock.advance(Duration.ofDays(91));
		worker.cleanUp();
		assertThat(this.outbox.find("broken")).isEmpty();
	}

	@Test
	void parkedMessagesAreKeptUnlessSaidOtherwise() {
		OutboxWorker worker = startWorker();
		this.smsGist.outage = StubSmsGist::invalid;
		park("rejected");
		this.clock.advance(Duration.ofDays(3650));
		worker.cleanUp();
		assertThat(entry("rejected").state()).isEqualTo(OutboxState.PARKED);
	}

	private void park(String key) {
		this.outbox.sendSms(sms(key));
		awaitState(key, OutboxState.PARKED);
	}

	@Test
	void failedMessageIsTriedAgainWithTheSameKey() {
		this.smsGist.failNext(StubSmsGist.serverError(), StubSmsGist.refusedConnection());
		startWorker();
		this.outbox.sendSms(sms("again"));
		await().until(() -> this.smsGist.calls.get() == 1 && entry("again").attempts() == 1);
		this.clock.advance(Duration.ofMinutes(10));
		await().until(() -> this.smsGist.calls.get() == 2 && entry("again").attempts() == 2);
		this.clock.advance(Duration.ofMinutes(20));
		awaitState("again", OutboxState.SENT);
		assertThat(this.smsGist.keysInOrder()).containsExactly("again");
	}

	@Test
	void waitAfterARateLimitIsAsLongAsAskedAndCountsAsNoAttempt() {
		this.smsGist.failNext(StubSmsGist.tooManyRequests(Duration.ofMinutes(3)));
		startWorker();
		Instant before = this.clock.instant();
		this.outbox.sendSms(sms("limited"));
		await().until(() -> this.smsGist.calls.get() == 1 && entry("limited").state() == OutboxState.PENDING);
		assertThat(entry("limited").attempts()).isZero();
		assertThat(entry("limited").dueAt()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(3)));
		this.clock.advance(Duration.ofMinutes(3));
		awaitState("limited", OutboxState.SENT);
	}

	@Test
	void unknownOutcomeIsParkedBeforeTheKeyIsForgotten() {
		this.smsGist.outage = StubSmsGist::serverError;
		OutboxWorker first = startWorker();
		this.outbox.sendSms(sms("unknown"));
		await().until(() -> entry("unknown").attempts() == 1);
		first.stop();
		this.smsGist.outage = null;
		this.clock.advance(Duration.ofHours(23).plus(Duration.ofMinutes(1)));
		startWorker();
		awaitState("unknown", OutboxState.PARKED);
		assertThat(entry("unknown").parkedReason()).isEqualTo(ParkedReason.UNKNOWN);
		assertThat(this.smsGist.calls).hasValue(1);
	}

	@Test
	void unknownOutcomeIsRememberedThroughCertainFailures() {
		this.smsGist.failNext(StubSmsGist.serverError());
		startWorker();
		this.outbox.sendSms(sms("unknown"));
		await().until(() -> entry("unknown").attempts() == 1);
		this.smsGist.outage = StubSmsGist::refusedConnection;
		this.clock.advance(Duration.ofHours(22));
		await().until(() -> entry("unknown").attempts() == 2);
		this.smsGist.outage = null;
		this.clock.advance(Duration.ofHours(2));
		awaitState("unknown", OutboxState.PARKED);
	}

	@Test
	void messageThatCertainlyWasNotSentIsSentHoweverLateItIs() {
		this.smsGist.outage = StubSmsGist::refusedConnection;
		startWorker();
		this.outbox.sendSms(sms("patient"));
		await().until(() -> entry("patient").attempts() == 1);
		this.smsGist.outage = null;
		this.clock.advance(Duration.ofDays(3));
		awaitState("patient", OutboxState.SENT);
	}

	@Test
	void messageOfADeadWorkerIsTakenOver() {
		this.outbox.sendSms(sms("orphan"));
		claimAsDeadWorker("orphan", this.clock.instant().minus(Duration.ofHours(1)));
		startWorker();
		awaitState("orphan", OutboxState.SENT);
	}

	@Test
	void messageOfAWorkerThatDiedLongAgoIsParked() {
		this.outbox.sendSms(sms("orphan"));
		claimAsDeadWorker("orphan", this.clock.instant().minus(Duration.ofHours(30)));
		startWorker();
		awaitState("orphan", OutboxState.PARKED);
		assertThat(entry("orphan").parkedReason()).isEqualTo(ParkedReason.UNKNOWN);
		assertThat(this.smsGist.calls).hasValue(0);
	}

	private void claimAsDeadWorker(String key, Instant lastHeartbeat) {
		this.jdbc.update("update smsgist_outbox set picked = ?, picked_by = 'dead', last_heartbeat = ?,"
				+ " version = version + 1 where task_instance = ?", (statement) -> {
					statement.setBoolean(1, true);
					this.outbox.database().dialect().customization().setInstant(statement, 2, lastHeartbeat);
					statement.setString(3, key);
				});
	}

	@Test
	void messageThatIsBeingSentCannotBeCanceled() {
		this.outbox.sendSms(sms("claimed"));
		claimAsDeadWorker("claimed", this.clock.instant());
		assertThat(entry("claimed").state()).isEqualTo(OutboxState.SENDING);
		assertThat(this.outbox.cancel("claimed")).isFalse();
		assertThat(this.outbox.summary().sending()).isEqualTo(1);
	}

	@Test
	void claimThatWasTakenOverChangesNothing() {
		this.outbox.sendSms(sms("lost"));
		Delivery delivery = new Delivery(this.smsGist, this.outbox.store(), this.transaction, this::publish, SETTINGS,
				this.clock, () -> {
				});
		delivery.deliver(new Claim("lost", 7, StoredMessage.of(sms("lost"), OutboxOptions.DEFAULTS).write(), null));
		assertThat(entry("lost").state()).isEqualTo(OutboxState.PENDING);
		assertThat(this.events).isEmpty();
	}

	@Test
	void outboxPausesWithoutCreditsAndGoesOn() {
		this.smsGist.outage = StubSmsGist::insufficientCredits;
		this.smsGist.available = java.math.BigDecimal.ZERO;
		for (int i = 0; i < 100; i++) {
			this.outbox.sendSms(sms("message-" + i));
		}
		OutboxWorker worker = startWorker();
		await().until(() -> worker.getPause() == OutboxPause.INSUFFICIENT_CREDITS);
		await().until(() -> this.outbox.summary().sending() == 0);
		worker.check();
		assertThat(worker.getPause()).isEqualTo(OutboxPause.INSUFFICIENT_CREDITS);
		assertThat(this.smsGist.calls.get()).isLessThanOrEqualTo(SETTINGS.threads());
		this.smsGist.outage = null;
		this.smsGist.available = java.math.BigDecimal.TEN;
		worker.check();
		assertThat(worker.getPause()).isNull();
		this.clock.advance(SETTINGS.checkInterval());
		await().until(() -> this.outbox.summary().sent() == 100);
		assertThat(this.smsGist.texts).hasSize(100);
		assertThat(this.outbox.summary().parkedInTotal()).isZero();
	}

	@Test
	void outboxPausesWhenTheCredentialsAreNotAccepted() {
		this.smsGist.outage = StubSmsGist::unauthorized;
		this.outbox.sendSms(sms("message"));
		OutboxWorker worker = startWorker();
		await().until(() -> worker.getPause() == OutboxPause.AUTHENTICATION);
		worker.check();
		assertThat(worker.getPause()).isEqualTo(OutboxPause.AUTHENTICATION);
		this.smsGist.outage = null;
		worker.check();
		awaitState("message", OutboxState.SENT);
	}

	@Test
	void listenerThatThrowsIsCalledAgainWithoutSendingAgain() {
		this.listener = (event) -> {
			this.jdbc.update("insert into orders values ('reported')");
			this.listener = (next) -> this.jdbc.update("insert into orders values ('reported')");
			throw new IllegalStateException("listener");
		};
		startWorker();
		this.outbox.sendSms(sms("reported"));
		await().until(() -> this.smsGist.calls.get() == 1 && entry("reported").attempts() == 1);
		this.clock.advance(Duration.ofDays(2));
		awaitState("reported", OutboxState.SENT);
		assertThat(this.smsGist.calls).hasValue(1);
		assertThat(this.events).hasSize(1);
		assertThat(this.jdbc.queryForList("select id from orders", String.class)).containsExactly("reported");
	}

	@Test
	void messageOfANewerReleaseIsLeftAlone() {
		this.outbox.sendSms(sms("newer"));
		byte[] newer = "{\"version\":2,\"type\":\"fax\"}".getBytes(StandardCharsets.UTF_8);
		this.jdbc.update("update smsgist_outbox set task_data = ?", newer);
		startWorker();
		await().until(() -> entry("newer").dueAt(), (dueAt) -> dueAt != null && dueAt.isAfter(this.clock.instant()));
		assertThat(this.jdbc.queryForObject("select task_data from smsgist_outbox", byte[].class)).isEqualTo(newer);
		assertThat(this.smsGist.calls).hasValue(0);
	}

	@Test
	void messageThatAWorkerOfANewerReleaseMayHaveSentIsKnownAsSuch() {
		this.outbox.sendSms(sms("newer"));
		this.jdbc.update("update smsgist_outbox set task_data = ?",
				"{\"version\":2,\"type\":\"fax\"}".getBytes(StandardCharsets.UTF_8));
		Instant died = this.clock.instant().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
		claimAsDeadWorker("newer", died);
		startWorker();
		awaitState("newer", OutboxState.PENDING);
		assertThat(new String(this.jdbc.queryForObject("select task_data from smsgist_outbox", byte[].class),
				StandardCharsets.UTF_8))
			.isEqualTo("{\"version\":2,\"type\":\"fax\",\"unknownSince\":\"%s\"}".formatted(died));
		assertThat(this.smsGist.calls).hasValue(0);
	}

	@Test
	void messageThatANewerReleaseHasParkedIsShownAndLeftToIt() {
		this.outbox.sendSms(sms("newer"));
		this.jdbc.update("update smsgist_outbox set task_data = ?, parked_reason = 'BLOCKED'",
				"{\"version\":2,\"type\":\"fax\",\"parkedReason\":\"BLOCKED\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(entry("newer").parkedReason()).isEqualTo(ParkedReason.UNREADABLE);
		assertThat(this.outbox.summary().parkedInTotal()).isOne();
		assertThat(this.outbox.parked()).hasSize(1);
		assertThatExceptionOfType(OutboxException.class).isThrownBy(() -> this.outbox.resume("newer"))
			.withMessageContaining("newer");
	}

	@Test
	void fieldsOfANewerReleaseAreKept() {
		this.outbox.sendSms(sms("newer"));
		byte[] data = this.jdbc.queryForObject("select task_data from smsgist_outbox", byte[].class);
		String json = new String(data, StandardCharsets.UTF_8).replaceFirst("\\{", "{\"added\":\"kept\",");
		this.jdbc.update("update smsgist_outbox set task_data = ?", json.getBytes(StandardCharsets.UTF_8));
		this.smsGist.failNext(StubSmsGist.serverError());
		startWorker();
		await().until(() -> entry("newer").attempts() == 1);
		assertThat(new String(this.jdbc.queryForObject("select task_data from smsgist_outbox", byte[].class),
				StandardCharsets.UTF_8))
			.contains("\"added\":\"kept\"");
	}

	@Test
	void messageThatCannotBeReadIsParked() {
		this.outbox.sendSms(sms("broken"));
		this.jdbc.update("update smsgist_outbox set task_data = ?", (Object) new byte[] { 1, 2, 3 });
		startWorker();
		awaitState("broken", OutboxState.PARKED);
		assertThat(entry("broken").parkedReason()).isEqualTo(ParkedReason.UNREADABLE);
		assertThat(this.outbox.cancel("broken")).isTrue();
	}

	@Test
	void campaignCanBeRunAgain() {
		OutboxOptions options = OutboxOptions.builder().campaign("spring").build();
		assertThat(this.outbox.sendSms(IntStream.range(0, 600).mapToObj((i) -> sms("spring-" + i)), options))
			.isEqualTo(600);
		assertThat(this.outbox.sendSms(IntStream.range(0, 700).mapToObj((i) -> sms("spring-" + i)), options))
			.isEqualTo(100);
		this.outbox.sendSms(sms("other"));
		assertThat(this.outbox.summary("spring").pending()).isEqualTo(700);
		assertThat(this.outbox.summary().pending()).isEqualTo(701);
		startWorker();
		await().until(() -> this.outbox.summary("spring").sent() == 700);
		assertThat(this.smsGist.texts).extracting(SmsMessage::idempotencyKey).doesNotHaveDuplicates();
	}

	@Test
	void messageOfACampaignNeedsAKey() {
		SmsMessage message = SmsMessage.builder().to("+233245972246").message("Hello").build();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.outbox.sendSms(java.util.stream.Stream.of(message),
					OutboxOptions.builder().campaign("spring").build()))
			.withMessageContaining("idempotency key");
	}

	@Test
	void numberThatIsNotValidIsRefusedBeforeAnythingIsStored() {
		SmsMessage message = SmsMessage.builder().to("0245").message("Hello").build();
		assertThatIllegalArgumentException().isThrownBy(() -> this.outbox.sendSms(message));
		assertThat(this.outbox.summary().pending()).isZero();
	}

	@Test
	void numberThatIsNotValidIsParkedAndHoldsUpNoOtherOfMany() {
		SmsMessage bad = SmsMessage.builder().to("0245").message("Hello").idempotencyKey("bad").build();
		assertThat(this.outbox.sendSms(java.util.stream.Stream.of(sms("before"), bad, sms("after")),
				OutboxOptions.builder().campaign("spring").build()))
			.isEqualTo(3);
		startWorker();
		awaitState("after", OutboxState.SENT);
		awaitState("bad", OutboxState.PARKED);
		assertThat(entry("bad").parkedReason()).isEqualTo(ParkedReason.REJECTED);
		assertThat(this.smsGist.keysInOrder()).containsExactlyInAnyOrder("before", "after");
	}

	@Test
	void readOnlyTransactionIsRefused() {
		TransactionTemplate readOnly = new TransactionTemplate(new JdbcTransactionManager(this.database.dataSource()));
		readOnly.setReadOnly(true);
		assertThatExceptionOfType(OutboxException.class)
			.isThrownBy(() -> readOnly.executeWithoutResult((status) -> this.outbox.sendSms(sms("read-only"))))
			.withMessageContaining("read-only");
	}

	@Test
	void missingTablesAreNamedWithTheirScript() {
		this.jdbc.execute("alter table smsgist_sent rename to smsgist_sent_elsewhere");
		try {
			assertThatExceptionOfType(MissingOutboxTablesException.class)
				.isThrownBy(() -> this.outbox.sendSms(sms("nowhere")))
				.withMessageContaining("schema-" + this.database.platform() + ".sql");
			assertThatExceptionOfType(MissingOutboxTablesException.class).isThrownBy(this::startWorker);
		}
		finally {
			this.jdbc.execute("alter table smsgist_sent_elsewhere rename to smsgist_sent");
		}
	}

	@Test
	void severalWorkersSendEachMessageOnce() {
		List<String> keys = IntStream.range(0, 300).mapToObj((i) -> "message-" + i).toList();
		keys.forEach((key) -> this.outbox.sendSms(sms(key)));
		startWorker();
		startWorker();
		startWorker();
		await().until(() -> this.outbox.summary().sent() == 300);
		assertThat(this.smsGist.calls).hasValue(300);
		assertThat(this.events).hasSize(300);
	}

	@Test
	void rowsThatAnotherWorkerIsClaimingHoldUpNothing() {
		assumeTrue(this.outbox.database().dialect().supportsLockAndFetch(),
				"Workers do not lock rows on this database");
		for (int i = 0; i < 20; i++) {
			this.outbox.sendSms(sms("message-" + i));
		}
		this.transaction.executeWithoutResult((status) -> {
			List<String> claimed = this.jdbc.queryForList("select task_instance from smsgist_outbox"
					+ " order by priority desc, execution_time limit 8 for update", String.class);
			startWorker();
			await().until(() -> this.smsGist.texts.size() == 12);
			assertThat(this.smsGist.keysInOrder()).doesNotContainAnyElementsOf(claimed);
		});
		await().until(() -> this.outbox.summary().sent() == 20);
		assertThat(this.smsGist.calls).hasValue(20);
	}

	@Test
	void oldestDueMessageTellsHowFarTheOutboxIsBehind() {
		assertThat(this.outbox.summary().oldestAge(this.clock.instant())).isZero();
		this.outbox.sendSms(sms("waiting"));
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(this.outbox.summary().oldestAge(this.clock.instant())).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
	}

}
