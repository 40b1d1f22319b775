package io.github.smsgist;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import io.netty.channel.ChannelOption;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.resources.LoopResources;

import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.github.smsgist.MockSmsGist.MAX_ATTEMPTS;
import static io.github.smsgist.MockSmsGist.error;
import static io.github.smsgist.MockSmsGist.json;
import static io.github.smsgist.MockSmsGist.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Requests that get no answer: what is certain then, and what is repeated.
 */
class TransportFailureTests {

	private static final Duration SOON = Duration.ofMillis(300);

	private static final Duration NEVER = Duration.ofMinutes(1);

	private static final int TOO_LATE = 6000;

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	@ParameterizedTest
	@MethodSource("clientsWithEveryCall")
	void aRefusedConnectionIsNotProcessedAndAlwaysRetried(Client client, Calls call) throws IOException {
		SmsGistTransportException failure;
		try (RefusingPort port = new RefusingPort()) {
			failure = fail(client.template(NEVER, MockSmsGist.connection(port.number())), call);
		}
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(failure.getAttempts()).isEqualTo(MAX_ATTEMPTS);
		assertThat(failure).hasMessageContaining("it cannot be reached");
		assertThat(failure.getMessage()).doesNotContain("may have been sent");
		assertThat(failure.getHttpStatus()).isNull();
		assertThat(failure.getServiceMessage()).isNull();
		assertThat(failure.getRetryAfter()).isNull();
		assertThat(failure.getIdempotencyKey() != null).isEqualTo(call.isKeyed());
		Privacy.assertNothingPrivateIn(failure);
	}

	@ParameterizedTest
	@EnumSource
	void anUnknownHostIsCertain(Client client) {
		SmsGistTransportException failure = fail(
				client.template(NEVER,
						new SmsGistConnection(URI.create("https://smsgist.invalid"), "id", "secret", "key")),
				Calls.RETRY_MESSAGE);
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(failure.getAttempts()).isEqualTo(MAX_ATTEMPTS);
	}

	@ParameterizedTest
	@EnumSource
	void aConnectTimeoutIsCertain(Client client) throws IOException {
		try (FullServer server = new FullServer()) {
			SmsGistTransportException failure = fail(
					MockSmsGist.templates(client.webClient(SOON, NEVER), MockSmsGist.connection(server.port())).build(),
					Calls.RETRY_MESSAGE);
			assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
			assertThat(failure.getAttempts()).isEqualTo(MAX_ATTEMPTS);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aServerWithASelfSignedCertificateGetsNoRequest(Client client) {
		WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());
		server.start();
		try {
			SmsGistTransportException failure = fail(
					client.template(NEVER, new SmsGistConnection(URI.create("https://localhost:" + server.httpsPort()),
							"id", "secret", "key")),
					Calls.RETRY_MESSAGE);
			assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
			assertThat(failure.getAttempts()).isEqualTo(1);
			assertThat(failure).hasMessageContaining("certificate").hasMessageContaining("not trusted");
			assertThat(failure.isRetryable()).isFalse();
			assertThat(server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()))).isEmpty();
		}
		finally {
			server.stop();
		}
	}

	@Test
	void aCallAfterTheHttpClientWasShutDownSaysSo() {
		LoopResources loops = LoopResources.create("closed");
		SmsGistTemplate template = MockSmsGist
			.templates(MockSmsGist.webClient(reactor.netty.http.client.HttpClient.create().runOn(loops)),
					smsGist.connection())
			.build();
		smsGist.answer(success(MockSmsGist.SENT));
		Calls.SEND_SMS.with(template);
		loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
		SmsGistTransportException failure = fail(template, Calls.SEND_SMS);
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(failure.getAttempts()).isEqualTo(1);
		assertThat(failure).hasMessageContaining("the HTTP client has been shut down");
	}

	@Test
	void aNetworkThatCannotBeReachedIsCertain() {
		// The address for everyone on this network, to which no connection can be made.
		SmsGistTransportException failure = fail(
				Client.REACTOR_NETTY.template(NEVER,
						new SmsGistConnection(URI.create("https://255.255.255.255"), "id", "secret", "key")),
				Calls.RETRY_MESSAGE);
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
	}

	@ParameterizedTest
	@EnumSource
	void aReadTimeoutIsUnknownAndRetriedOnlyWithAKey(Calls call) {
		smsGist.answer(success("{}").withFixedDelay(TOO_LATE));
		SmsGistTransportException failure = fail(Client.REACTOR_NETTY.template(SOON, smsGist.connection()), call);
		assertUnknown(failure, call);
		assertThat(failure).hasMessageContaining("the timeouts of the HTTP client");
	}

	@Test
	void aReadTimeoutIsUnknownWithTheJdkToo() {
		HttpClient connected = HttpClient.newHttpClient();
		smsGist.answer(success(MockSmsGist.SENT));
		// The JDK's timeout is one for everything: the connection is made before.
		Calls.SEND_SMS.with(MockSmsGist.templates(Client.webClient(connected, NEVER), smsGist.connection()).build());
		smsGist.server().resetRequests();
		smsGist.answer(success("{}").withFixedDelay(TOO_LATE));
		SmsGistTransportException failure = fail(
				MockSmsGist.templates(Client.webClient(connected, Duration.ofSeconds(2)), smsGist.connection()).build(),
				Calls.RETRY_MESSAGE);
		assertUnknown(failure, Calls.RETRY_MESSAGE);
		assertThat(failure).hasMessageContaining("the timeouts of the HTTP client");
	}

	@ParameterizedTest
	@MethodSource("faultsWithEveryCall")
	void aLostConnectionIsUnknownAndRetriedOnlyWithAKey(Fault fault, Calls call) {
		smsGist.answer(WireMock.aResponse().withFault(fault));
		assertUnknown(fail(Client.REACTOR_NETTY.template(NEVER, smsGist.connection()), call), call);
	}

	@ParameterizedTest
	@EnumSource
	void aBrokenConnectionIsUnknownWithTheJdkToo(Fault fault) {
		smsGist.answer(WireMock.aResponse().withFault(fault));
		assertUnknown(fail(Client.JDK.template(NEVER, smsGist.connection()), Calls.RETRY_MESSAGE), Calls.RETRY_MESSAGE);
	}

	@ParameterizedTest
	@EnumSource
	void anAnswerThatStopsHalfwayIsUnknown(Client client) {
		smsGist.answer(json(201, "{\"status\":\"success\"").withHeader("Content-Length", "500"));
		// A broken connection or half an answer: which of the two is the HTTP client's
		// view.
		assertUnknown(
				catchThrowableOfType(SmsGistException.class,
						() -> Calls.RETRY_MESSAGE.with(client.template(NEVER, smsGist.connection()))),
				Calls.RETRY_MESSAGE);
	}

	@Test
	void theStatusOfATruncatedErrorAnswerDecides() {
		smsGist.answer(json(422, "{\"status\":\"err").withHeader("Content-Length", "500"));
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> Calls.SEND_SMS.with(Client.REACTOR_NETTY.template(NEVER, smsGist.connection())));
		assertThat(failure.getHttpStatus()).isEqualTo(422);
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(smsGist.requests()).hasSize(1);
	}

	@Test
	void afterTwoFailuresTheReceiptComesUnderTheSameKey() {
		smsGist.answerInTurn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), error(500, "Oops"),
				success(MockSmsGist.SENT));
		SendReceipt receipt = smsGist.templates().build().sendSms("0245972246", "Hello");
		assertThat(receipt.messageId()).isEqualTo("m-1");
		assertThat(smsGist.requests()).hasSize(3)
			.extracting((request) -> request.getHeader("X-Idempotency-Key"))
			.containsOnly(receipt.idempotencyKey());
		assertThat(smsGist.requests()).extracting(LoggedRequest::getBodyAsString)
			.containsOnly(smsGist.requests().get(0).getBodyAsString());
	}

	@Test
	void aBrokenConnectionAndThen429sToTheEndIsUnknown() {
		smsGist.answerInTurn(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE), error(429, "Slow down"));
		assertOutcome(429, Outcome.UNKNOWN, MAX_ATTEMPTS);
	}

	@Test
	void aGarbledSuccessAndThenARefusalIsUnknown() {
		smsGist.answerInTurn(json(201, "{"), error(422, "No"));
		assertOutcome(422, Outcome.UNKNOWN, 2);
	}

	@Test
	void a500AndThenARefusalIsUnknown() {
		smsGist.answerInTurn(error(500, "Oops"), error(402, "No credits"));
		assertOutcome(402, Outcome.UNKNOWN, 2);
	}

	@Test
	void a429AndThenARefusalIsCertain() {
		smsGist.answerInTurn(error(429, "Slow down"), error(402, "No credits"));
		assertOutcome(402, Outcome.NOT_PROCESSED, 2);
	}

	@Test
	void a429AndThenA500IsUnknownAndEndsARetry() {
		smsGist.answerInTurn(error(429, "Slow down"), error(500, "Oops"), success(MockSmsGist.SENT));
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> smsGist.templates().build().retryMessage("m-1"));
		assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(failure.getHttpStatus()).isEqualTo(500);
		assertThat(smsGist.requests()).hasSize(2);
	}

	@Test
	void aRetryThatCannotBeSentKeepsTheKeyAndTheUnknownOutcome() {
		smsGist.answer(error(500, "Oops"));
		SmsGistConnection connection = smsGist.connection();
		SmsGistTemplate template = smsGist.templates().connection(() -> {
			if (smsGist.requests().size() == 1) {
				throw new IllegalStateException("The vault is sealed");
			}
			return connection;
		}).build();
		SmsGistException failure = catchThrowableOfType(SmsGistException.class, () -> Calls.SEND_SMS.with(template));
		assertThat(failure).isInstanceOf(SmsGistTransportException.class).hasRootCauseMessage("The vault is sealed");
		assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(failure.getIdempotencyKey()).isEqualTo(smsGist.request().getHeader("X-Idempotency-Key"));
	}

	@Test
	void anInvalidKeyAfterARefreshIsNotProcessedAndNotRetried() {
		smsGist.answer(success(MockSmsGist.SENT));
		AtomicReference<String> appSecretKey = new AtomicReference<>(MockSmsGist.APP_SECRET_KEY);
		SmsGistTemplate template = smsGist.templates()
			.connection(() -> new SmsGistConnection(smsGist.connection().baseUrl(), MockSmsGist.CLIENT_ID,
					MockSmsGist.CLIENT_SECRET, appSecretKey.get()))
			.tokenEncryptor(new AesTokenEncryptor(TokenFormat.DEFAULT))
			.build();
		Calls.SEND_SMS.with(template);
		appSecretKey.set(MockSmsGist.APP_SECRET_KEY + "x");
		SmsGistTransportException misfit = fail(template, Calls.SEND_SMS);
		assertThat(misfit).hasMessageContaining("its bearer token could not be made")
			.hasStackTraceContaining("The app secret key is 33 bytes");
		appSecretKey.set(MockSmsGist.APP_SECRET_KEY + "\n");
		SmsGistTransportException broken = fail(template, Calls.SEND_SMS);
		assertThat(broken).hasMessageContaining("'appSecretKey': It ends with a line break");
		for (SmsGistException failure : List.of(misfit, broken)) {
			assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
			assertThat(failure.getAttempts()).isEqualTo(1);
			assertThat(failure.isRetryable()).isFalse();
			Privacy.assertNothingPrivateIn(failure);
		}
		assertThat(smsGist.requests()).hasSize(1);
		appSecretKey.set(MockSmsGist.APP_SECRET_KEY);
		Calls.SEND_SMS.with(template);
	}

	@Test
	void aBaseUrlWithAnEncodedPathGoesOutAsItIs() {
		smsGist.answer(success(MockSmsGist.SENT));
		URI baseUrl = URI.create(smsGist.connection().baseUrl() + "/gate%20way%2f");
		MockSmsGist
			.templates(MockSmsGist.webClient(reactor.netty.http.client.HttpClient.create()),
					new SmsGistConnection(baseUrl, "id", "secret", "key"))
			.build()
			.retryMessage("a b");
		assertThat(smsGist.request().getUrl()).isEqualTo("/gate%20way%2f/api/message/a%20b/retry");
	}

	@Test
	void aClosedClientMakesNoCallAndSaysSo() {
		SmsGistTemplate template = smsGist.templates().build();
		template.close();
		SmsGistTransportException failure = fail(template, Calls.SEND_SMS);
		assertThat(failure).hasMessageContaining("the client has been closed");
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(failure.getAttempts()).isZero();
		assertThat(failure.isRetryable()).isFalse();
		SmsMessage message = SmsMessage.builder().to(Calls.NUMBER).message(Calls.TEXT).build();
		assertThat(template.sendSms(List.of(message), Duration.ofMinutes(1))).singleElement()
			.isInstanceOfSatisfying(SendResult.Failed.class,
					(failed) -> assertThat(failed.failure()).hasMessageContaining("the client has been closed"));
		assertThat(smsGist.requests()).isEmpty();
	}

	@Test
	void aRequestThatCannotBeMadeIsCertain() {
		SmsGistTemplate template = MockSmsGist.templates(WebClient.builder().defaultRequest((request) -> {
			throw new IllegalStateException("No tenant");
		}), smsGist.connection()).build();
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> Calls.RETRY_MESSAGE.with(template));
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(smsGist.requests()).isEmpty();
	}

	private static void assertOutcome(int status, Outcome outcome, int attempts) {
		SmsGistException failure = catchThrowableOfType(SmsGistException.class,
				() -> Calls.SEND_SMS.with(Client.REACTOR_NETTY.template(NEVER, smsGist.connection())));
		assertThat(failure.getHttpStatus()).isEqualTo(status);
		assertThat(failure.getOutcome()).isEqualTo(outcome);
		assertThat(failure.getAttempts()).isEqualTo(attempts);
		Awaitility.await()
			.untilAsserted(() -> assertThat(smsGist.requests()).hasSize(attempts)
				.extracting((request) -> request.getHeader("X-Idempotency-Key"))
				.containsOnly(failure.getIdempotencyKey()));
		if (outcome == Outcome.UNKNOWN) {
			assertThat(failure).hasMessageContaining("try again with the same idempotency key");
		}
		else {
			assertThat(failure).hasMessageContaining("Nothing was sent.");
		}
	}

	private static void assertUnknown(SmsGistException failure, Calls call) {
		assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN);
		int attempts = (call != Calls.RETRY_MESSAGE) ? MAX_ATTEMPTS : 1;
		assertThat(failure.getAttempts()).isEqualTo(attempts);
		// One that timed out may be slow to arrive, too.
		Awaitility.await().untilAsserted(() -> assertThat(smsGist.requests()).hasSize(attempts));
		if (call.isKeyed()) {
			assertThat(smsGist.requests()).extracting((request) -> request.getHeader("X-Idempotency-Key"))
				.containsOnly(failure.getIdempotencyKey());
		}
		Privacy.assertNothingPrivateIn(failure);
	}

	private static SmsGistTransportException fail(SmsGistTemplate template, Calls call) {
		SmsGistException failure = catchThrowableOfType(SmsGistException.class, () -> call.with(template));
		assertThat(failure).isInstanceOf(SmsGistTransportException.class);
		return (SmsGistTransportException) failure;
	}

	static Stream<Arguments> clientsWithEveryCall() {
		return Stream.of(Client.values())
			// The JDK's client repeats GET requests on its own, which nothing turns off.
			.flatMap((client) -> Stream.of(Calls.values())
				.filter((call) -> client != Client.JDK || !call.operation.isRead())
				.map((call) -> Arguments.of(client, call)));
	}

	static Stream<Arguments> faultsWithEveryCall() {
		return Stream.of(Fault.values())
			.flatMap((fault) -> Stream.of(Calls.values()).map((call) -> Arguments.of(fault, call)));
	}

	enum Client {

		REACTOR_NETTY {
			@Override
			WebClient.Builder webClient(Duration connectTimeout, Duration readTimeout) {
				return MockSmsGist.webClient(reactor.netty.http.client.HttpClient.create()
					.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTimeout.toMillis())
					.responseTimeout(readTimeout));
			}
		},

		JDK {
			@Override
			WebClient.Builder webClient(Duration connectTimeout, Duration readTimeout) {
				return webClient(HttpClient.newBuilder().connectTimeout(connectTimeout).build(), readTimeout);
			}
		};

		abstract WebClient.Builder webClient(Duration connectTimeout, Duration readTimeout);

		static WebClient.Builder webClient(HttpClient client, Duration readTimeout) {
			JdkClientHttpConnector connector = new JdkClientHttpConnector(client);
			connector.setReadTimeout(readTimeout);
			return WebClient.builder().clientConnector(connector);
		}

		/**
		 * A template whose requests time out when they wait too long for an answer.
		 */
		SmsGistTemplate template(Duration readTimeout, SmsGistConnection connection) {
			return MockSmsGist.templates(webClient(NEVER, readTimeout), connection).build();
		}

	}

	/**
	 * A server whose queue of connections is full, so that one more gets no answer.
	 */
	private static final class FullServer implements AutoCloseable {

		private final ServerSocket server;

		private final List<Socket> connections = new ArrayList<>();

		FullServer() throws IOException {
			this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
			try {
				for (int i = 0; i < 10; i++) {
					Socket connection = new Socket();
					this.connections.add(connection);
					connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 200);
				}
				throw new IllegalStateException("The queue of connections has no end");
			}
			catch (SocketTimeoutException ex) {
				// Full.
			}
		}

		int port() {
			return this.server.getLocalPort();
		}

		@Override
		public void close() throws IOException {
			for (Socket connection : this.connections) {
				connection.close();
			}
			this.server.close();
		}

	}

}
