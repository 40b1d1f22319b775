package io.github.smsgist;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.ScriptedServer.Exchange;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Whatever a server or a proxy does to a connection, no caller gets another caller's
 * answer. The server's answers carry the idempotency key of the request that they belong
 * to as the message id.
 */
@Timeout(60)
class AnswerBelongsToItsRequestTests {

	private static final int LATE = 200;

	private final ConnectionProvider oneConnection = ConnectionProvider.builder("one")
		.maxConnections(1)
		.pendingAcquireMaxCount(-1)
		.build();

	@AfterEach
	void dispose() {
		this.oneConnection.dispose();
	}

	@ParameterizedTest
	@EnumSource
	void informationalAnswersShiftNothing(Client client) throws IOException {
		try (ScriptedServer server = new ScriptedServer((exchange) -> {
			exchange.write("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n");
			exchange.watch(LATE);
			exchange.write(ownAnswer(exchange));
		})) {
			assertEveryCallerGetsItsOwn(client.templates(this.oneConnection, server), 6);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "100 Continue", "102 Processing", "103 Early Hints", "104 Upload Resumption", "199 Odd" })
	void allInformationalAnswersAreSkipped(String status) throws IOException {
		String informational = "HTTP/1.1 %s\r\n\r\n".formatted(status);
		try (ScriptedServer server = new ScriptedServer((exchange) -> {
			exchange.write(informational);
			exchange.write(informational + informational + ownAnswer(exchange));
		})) {
			assertEveryCallerGetsItsOwn(Client.REACTOR_NETTY.templates(this.oneConnection, server), 4);
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@Test
	void anUnrequestedProtocolSwitchIsNotAnAnswer() throws IOException {
		try (ScriptedServer server = new ScriptedServer((exchange) -> {
			if ("k-0".equals(exchange.header("X-Idempotency-Key"))) {
				exchange.write("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: foo\r\n\r\n");
				exchange.watch(LATE);
			}
			exchange.write(ownAnswer(exchange));
		})) {
			SmsGistTemplate template = Client.REACTOR_NETTY.templates(this.oneConnection, server).build();
			SmsGistException failure = catchThrowableOfType(SmsGistException.class, () -> template.sendSms(sms(0)));
			assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
			assertThat(template.sendSms(sms(1)).messageId()).isEqualTo("k-1");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSecondAnswerThatArrivesWithTheFirstIsDiscarded(Client client) throws IOException {
		try (ScriptedServer server = new ScriptedServer(
				(exchange) -> exchange.write(ownAnswer(exchange) + ScriptedServer.success("nobody's")))) {
			assertEveryCallerGetsItsOwn(client.templates(this.oneConnection, server), 12);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aSecondAnswerThatArrivesLaterIsDiscarded(Client client) throws IOException {
		CountDownLatch answered = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer((exchange) -> {
			exchange.write(ownAnswer(exchange));
			await(answered);
			exchange.write(ScriptedServer.success("nobody's"));
		})) {
			SmsGistTemplate template = client.templates(this.oneConnection, server).build();
			assertThat(template.sendSms(sms(0)).messageId()).isEqualTo("k-0");
			answered.countDown();
			Awaitility.await().until(() -> server.closedByClient() == 1);
			assertThat(template.sendSms(sms(1)).messageId()).isEqualTo("k-1");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "junk\r\n", "HTTP/1.1 408 Request Time-out\r\nConnection: close\r\n\r\n",
			"HTTP/1.1 103 Early Hints\r\n\r\n", "{\"status\":\"success\"}\r\n\r\n" })
	void whateverComesUnaskedEndsTheConnection(String unasked) throws IOException {
		try (ScriptedServer server = new ScriptedServer((exchange) -> exchange.write(ownAnswer(exchange) + unasked))) {
			assertEveryCallerGetsItsOwn(Client.REACTOR_NETTY.templates(this.oneConnection, server), 6);
		}
	}

	@Test
	void theBodyOfAnAnswerThatHasNoneIsNoAnswer() throws IOException {
		Set<String> seen = ConcurrentHashMap.newKeySet();
		try (ScriptedServer server = new ScriptedServer((exchange) -> {
			boolean first = seen.add(String.valueOf(exchange.header("X-Idempotency-Key")));
			exchange.write(first ? "HTTP/1.1 204 No Content\r\n\r\n" + ScriptedServer.success("nobody's")
					: ownAnswer(exchange));
		})) {
			assertEveryCallerGetsItsOwn(Client.REACTOR_NETTY.templates(this.oneConnection, server), 4);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anAnswerAfterATimeoutIsDiscarded(Client client) throws IOException {
		CountDownLatch timedOut = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer((exchange) -> {
			if ("k-0".equals(exchange.header("X-Idempotency-Key"))) {
				await(timedOut);
			}
			exchange.write(ownAnswer(exchange));
		})) {
			SmsGistTemplate patient = client.templates(this.oneConnection, server).build();
			// Connects, so that it is the answer and not the connection that times out.
			patient.sendSms(sms(1));
			SmsGistTemplate hasty = client.templates(this.oneConnection, server, Duration.ofMillis(300)).build();
			SmsGistException failure = catchThrowableOfType(SmsGistException.class, () -> hasty.sendSms(sms(0)));
			assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
			timedOut.countDown();
			assertThat(patient.sendSms(sms(2)).messageId()).isEqualTo("k-2");
		}
	}

	@ParameterizedTest
	@EnumSource
	void anAnswerAfterACancellationIsDiscarded(Client client) throws Exception {
		CountDownLatch received = new CountDownLatch(1);
		CountDownLatch cancelled = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer((exchange) -> {
			if ("k-0".equals(exchange.header("X-Idempotency-Key"))) {
				received.countDown();
				await(cancelled);
			}
			exchange.write(ownAnswer(exchange));
		})) {
			ReactiveSmsGistTemplate template = client.templates(this.oneConnection, server).buildReactive();
			Disposable call = template.sendSms(sms(0)).subscribe();
			received.await();
			call.dispose();
			cancelled.countDown();
			assertThat(template.sendSms(sms(1)).map(SendReceipt::messageId).block()).isEqualTo("k-1");
		}
	}

	@Test
	void anErrorAfterAnInformationalAnswerReachesItsCaller() throws IOException {
		try (ScriptedServer server = new ScriptedServer((exchange) -> {
			exchange.write("HTTP/1.1 102 Processing\r\n\r\n");
			exchange.watch(LATE);
			boolean refused = "k-1".equals(exchange.header("X-Idempotency-Key"));
			exchange.write(refused ? ScriptedServer.answer("422 Unprocessable Content",
					"{\"status\":\"error\",\"message\":\"No\",\"data\":null}") : ownAnswer(exchange));
		})) {
			ReactiveSmsGistTemplate template = Client.REACTOR_NETTY.templates(this.oneConnection, server)
				.buildReactive();
			List<Object> results = Flux.range(0, 3)
				.flatMapSequential((i) -> template.sendSms(sms(i))
					.<Object>map(SendReceipt::messageId)
					.onErrorResume((failure) -> Mono.just(failure.getClass())))
				.collectList()
				.block();
			assertThat(results).containsExactly("k-0", SmsGistValidationException.class, "k-2");
		}
	}

	@Test
	void theStatusOfAnotherMessageIsRefused() throws IOException {
		AtomicInteger requests = new AtomicInteger();
		try (ScriptedServer server = new ScriptedServer((exchange) -> exchange
			.write(ScriptedServer.success((requests.incrementAndGet() == 1) ? "another" : "M-1")))) {
			SmsGistTemplate template = Client.REACTOR_NETTY.templates(this.oneConnection, server).build();
			assertThat(template.getMessageStatus("m-1").messageId()).isEqualTo("M-1");
			assertThat(requests).hasValue(2);
		}
	}

	@Test
	void aRetryOfAnotherMessageIsRefused() throws IOException {
		try (ScriptedServer server = new ScriptedServer((exchange) -> exchange
			.write(ScriptedServer.answer("201 Created",
					"{\"status\":\"success\",\"data\":{\"message_id\":\"m-3\",\"original_message_id\":\"m-2\"}}")))) {
			SmsGistTemplate template = Client.REACTOR_NETTY.templates(this.oneConnection, server).build();
			SmsGistResponseException failure = catchThrowableOfType(SmsGistResponseException.class,
					() -> template.retryMessage("m-1"));
			assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
			assertThat(failure).hasMessageContaining("another message");
		}
	}

	private static void assertEveryCallerGetsItsOwn(SmsGistTemplateBuilder templates, int callers) {
		ReactiveSmsGistTemplate template = templates.buildReactive();
		List<String> ids = Flux.range(0, callers)
			.flatMapSequential((i) -> template.sendSms(sms(i)).map(SendReceipt::messageId), callers)
			.collectList()
			.block();
		assertThat(ids).containsExactlyElementsOf(Flux.range(0, callers).map((i) -> "k-" + i).toIterable());
	}

	private static String ownAnswer(Exchange exchange) {
		return ScriptedServer.success(String.valueOf(exchange.header("X-Idempotency-Key")));
	}

	private static SmsMessage sms(int number) {
		return SmsMessage.builder().to(Calls.NUMBER).message("Hello").idempotencyKey("k-" + number).build();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	enum Client {

		REACTOR_NETTY {
			@Override
			WebClient.Builder webClient(ConnectionProvider oneConnection, Duration readTimeout) {
				return MockSmsGist.webClient(HttpClient.create(oneConnection).responseTimeout(readTimeout));
			}
		},

		JDK {
			private final java.net.http.HttpClient connections = java.net.http.HttpClient.newHttpClient();

			@Override
			WebClient.Builder webClient(ConnectionProvider oneConnection, Duration readTimeout) {
				JdkClientHttpConnector connector = new JdkClientHttpConnector(this.connections);
				connector.setReadTimeout(readTimeout);
				return WebClient.builder().clientConnector(connector);
			}
		};

		abstract WebClient.Builder webClient(ConnectionProvider oneConnection, Duration readTimeout);

		SmsGistTemplateBuilder templates(ConnectionProvider oneConnection, ScriptedServer server) {
			return templates(oneConnection, server, Duration.ofSeconds(30));
		}

		SmsGistTemplateBuilder templates(ConnectionProvider oneConnection, ScriptedServer server,
				Duration readTimeout) {
			return MockSmsGist.templates(webClient(oneConnection, readTimeout), MockSmsGist.connection(server.port()));
		}

	}

}
