package io.github.smsgist;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistNotFoundException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.internal.http.TokenFormatFinder;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenFormatFinder}, against a server that decrypts the token in one
 * format only.
 */
class TokenFormatFinderTests {

	/**
	 * When each came, in nanoseconds.
	 */
	private final List<Long> requests = new CopyOnWriteArrayList<>();

	private @Nullable TokenFormat accepted;

	private int busyUntilRequest;

	private String retryAfter = "0";

	private int brokenFromRequest = Integer.MAX_VALUE;

	private int brokenStatus;

	private DisposableServer server;

	@BeforeEach
	void startServer() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::answer).bindNow();
	}

	@AfterEach
	void stopServer() {
		this.server.disposeNow(Duration.ofMinutes(1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 20, 41 })
	void findsTheFormatAndStopsThere(int index) {
		TokenFormatFinder finder = finder();
		this.accepted = finder.candidates().get(index);
		StepVerifier.create(finder.find()).expectNext(this.accepted).verifyComplete();
		assertThat(this.requests).hasSize(index + 1);
	}

	@Test
	void triesEveryCandidateOnce() {
		TokenFormatFinder finder = finder();
		StepVerifier.create(finder.find()).verifyComplete();
		assertThat(this.requests).hasSize(finder.candidates().size());
	}

	@Test
	void waitsForA429AndTriesTheSameFormatAgain() {
		TokenFormatFinder finder = finder();
		this.accepted = finder.candidates().get(0);
		this.busyUntilRequest = 2;
		StepVerifier.create(finder.find()).expectNext(this.accepted).verifyComplete();
		assertThat(this.requests).hasSize(3);
	}

	@Test
	void aPauseIsTheServicesOwn() {
		TokenFormatFinder finder = finder();
		this.accepted = finder.candidates().get(0);
		this.busyUntilRequest = 1;
		this.retryAfter = "1";
		StepVerifier.create(finder.find()).expectNext(this.accepted).verifyComplete();
		assertThat(this.requests).hasSize(2);
		assertThat(this.requests.get(1) - this.requests.get(0)).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
	}

	@Test
	void tooMany429sEndTheSearch() {
		TokenFormatFinder finder = finder();
		this.busyUntilRequest = Integer.MAX_VALUE;
		StepVerifier.create(finder.find()).verifyError(SmsGistRateLimitException.class);
		int bounded = this.requests.size();
		assertThat(bounded).isLessThan(20);
		StepVerifier.create(finder.find()).verifyError(SmsGistRateLimitException.class);
		assertThat(this.requests).hasSize(2 * bounded);
	}

	@Test
	void aPauseThatIsTooLongEndsTheSearch() {
		this.busyUntilRequest = Integer.MAX_VALUE;
		this.retryAfter = "3600";
		StepVerifier.create(finder().find())
			.verifyErrorSatisfies((failure) -> assertThat(((SmsGistException) failure).getRetryAfter()).hasHours(1));
		assertThat(this.requests).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "500,1", "503,3", "404,1", "404,2" })
	void anotherErrorEndsTheSearch(int status, int request) {
		this.brokenFromRequest = request;
		this.brokenStatus = status;
		StepVerifier.create(finder().find())
			.verifyErrorSatisfies((failure) -> assertThat(failure)
				.isInstanceOf((status == 404) ? SmsGistNotFoundException.class : SmsGistServerException.class));
		assertThat(this.requests).hasSize(request);
	}

	@Test
	void aServiceThatCannotBeReachedEndsTheSearch() {
		TokenFormatFinder finder = finder();
		this.server.disposeNow(Duration.ofMinutes(1));
		StepVerifier.create(finder.find()).verifyError(SmsGistTransportException.class);
	}

	private TokenFormatFinder finder() {
		SmsGistConnection connection = MockSmsGist.connection(this.server.port());
		// Most of the others derive the key slowly.
		List<TokenFormat> likely = TokenFormat.candidates(MockSmsGist.APP_SECRET_KEY).subList(0, 42);
		return new TokenFormatFinder(MockSmsGist.webClient(HttpClient.create()), connection, likely,
				Duration.ofMillis(1));
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		this.requests.add(System.nanoTime());
		int number = this.requests.size();
		assertThat(request.uri()).isEqualTo("/api/credits/balance");
		if (number <= this.busyUntilRequest) {
			response.header("Retry-After", this.retryAfter);
			return send(response, 429, "error", "null");
		}
		if (number >= this.brokenFromRequest) {
			return send(response, this.brokenStatus, "error", "null");
		}
		String token = request.requestHeaders().get("Authorization").substring("Bearer ".length());
		return isAccepted(token) ? send(response, 200, "success", "{\"balance\":1.00}")
				: send(response, 401, "error", "null");
	}

	private static Mono<Void> send(HttpServerResponse response, int status, String word, String data) {
		return response.status(status)
			.header("Content-Type", "application/json")
			.sendString(Mono.just("{\"status\":\"%s\",\"message\":\"-\",\"data\":%s}".formatted(word, data)))
			.then();
	}

	private boolean isAccepted(String token) {
		if (this.accepted == null) {
			return false;
		}
		try {
			return new AesTokenEncryptor(this.accepted).decrypt(token, MockSmsGist.APP_SECRET_KEY)
				.equals(MockSmsGist.CLIENT_SECRET);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

}
