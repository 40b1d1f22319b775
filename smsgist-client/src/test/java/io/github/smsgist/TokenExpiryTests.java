package io.github.smsgist;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.token.TokenEncryptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for bearer tokens that do not last: when a new one is made, and that it is one.
 */
class TokenExpiryTests {

	private final AtomicInteger made = new AtomicInteger();

	private final TokenEncryptor numbered = (clientSecret, appSecretKey) -> "token-" + this.made.incrementAndGet();

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	private final DisposableServer server = HttpServer.create()
		.host("127.0.0.1")
		.port(0)
		.handle((request, response) -> {
			String token = request.requestHeaders().get("Authorization").substring("Bearer ".length());
			this.seen.add(token);
			boolean ok = this.accepted.contains(token);
			return response.status(ok ? 200 : 401)
				.header("Content-Type", "application/json")
				.sendString(Mono.just(ok ? "{\"status\":\"success\",\"message\":\"-\",\"data\":{\"balance\":1.00}}"
						: "{\"status\":\"error\",\"message\":\"-\",\"data\":null}"))
				.then();
		})
		.bindNow();

	@AfterEach
	void stopServer() {
		this.server.disposeNow(Duration.ofMinutes(1));
	}

	@Test
	void aTokenIsMadeOnceForManyRequests() {
		SmsGistTemplate template = template(this.numbered);
		this.accepted.add("token-1");
		for (int i = 0; i < 3; i++) {
			template.getCreditBalance();
		}
		assertThat(this.seen).containsExactly("token-1", "token-1", "token-1");
	}

	@Test
	void aTokenThatExpiresIsReplacedByOneForAllCallsThatItFailed() {
		ReactiveSmsGistTemplate template = builder(this.numbered).buildReactive();
		this.accepted.add("token-1");
		template.getCreditBalance().block();
		this.accepted.clear();
		this.accepted.add("token-2");
		assertThat(Flux.range(0, 20).flatMap((call) -> template.getCreditBalance(), 20).count().block()).isEqualTo(20);
		assertThat(this.made).hasValue(2);
		assertThat(this.seen.stream().filter("token-2"::equals)).hasSize(20);
	}

	@Test
	void aCallHasOneNewTokenAndNoMore() {
		SmsGistTemplate template = template(this.numbered);
		this.accepted.add("token-1");
		template.getCreditBalance();
		this.accepted.clear();
		assertThatExceptionOfType(SmsGistAuthenticationException.class).isThrownBy(template::getCreditBalance)
			.satisfies((failure) -> {
				assertThat(failure.isTokenExpired()).isFalse();
				assertThat(failure.getAttempts()).isEqualTo(2);
				assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
			});
		assertThat(this.seen).containsExactly("token-1", "token-1", "token-2");
		assertThatExceptionOfType(SmsGistAuthenticationException.class).isThrownBy(template::getCreditBalance);
		assertThat(this.seen).hasSize(4);
		assertThat(this.made).hasValue(2);
	}

	@Test
	void aTokenThatWasNeverAcceptedIsNotReplaced() {
		SmsGistTemplate template = template(this.numbered);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(SmsGistAuthenticationException.class).isThrownBy(template::getCreditBalance);
		}
		assertThat(this.seen).containsExactly("token-1", "token-1", "token-1");
	}

	@Test
	void anEncryptorMayMakeATokenForEveryRequest() {
		SmsGistTemplate template = template(TokenEncryptor.perRequest(this.numbered));
		this.accepted.addAll(Set.of("token-1", "token-2"));
		template.getCreditBalance();
		template.getCreditBalance();
		assertThatExceptionOfType(SmsGistAuthenticationException.class).isThrownBy(template::getCreditBalance);
		assertThat(this.seen).containsExactly("token-1", "token-2", "token-3");
	}

	private SmsGistTemplate template(TokenEncryptor tokenEncryptor) {
		return builder(tokenEncryptor).build();
	}

	private SmsGistTemplateBuilder builder(TokenEncryptor tokenEncryptor) {
		return SmsGistTemplateBuilder.create(MockSmsGist.webClient(HttpClient.create()))
			.connection(MockSmsGist.connection(this.server.port()))
			.tokenEncryptor(tokenEncryptor);
	}

}
