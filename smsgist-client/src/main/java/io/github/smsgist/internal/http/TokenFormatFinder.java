package io.github.smsgist.internal.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.internal.http.Request;
import io.github.smsgist.internal.http.SmsGistClient;
import io.github.smsgist.internal.resilience.Attempt;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Finds the format of the bearer token, which SMSGist does not publish, by requesting the
 * credit balance with one candidate after the other. That costs no credits. For setting
 * up an application, not for production.
 *
 * @since 0.1.0
 */
public final class TokenFormatFinder {

	private static final Duration MAX_PAUSE = Duration.ofMinutes(2);

	private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(5);

	private static final int MAX_PAUSES = 10;

	private final WebClient.Builder webClientBuilder;

	private final SmsGistConnection connection;

	private final List<TokenFormat> candidates;

	private final Duration gap;

	/**
	 * Create a finder.
	 * @param webClientBuilder the builder of the HTTP client
	 * @param connection the address and the credentials
	 * @param candidates the formats to try, the most likely first
	 * @param gap the wait before each candidate
	 */
	public TokenFormatFinder(WebClient.Builder webClientBuilder, SmsGistConnection connection,
			List<TokenFormat> candidates, Duration gap) {
		this.webClientBuilder = webClientBuilder;
		this.connection = connection;
		this.candidates = List.copyOf(candidates);
		this.gap = gap;
	}

	/**
	 * Return the formats to try, the most likely first.
	 * @return the formats
	 */
	public List<TokenFormat> candidates() {
		return this.candidates;
	}

	/**
	 * Try the candidates until one is accepted. After a 429 the search waits and goes on.
	 * Any failure other than a 401 ends it with an {@link SmsGistException}.
	 * @return the accepted format, or empty if all were refused: the credentials are
	 * wrong, or the format is not among the candidates
	 */
	public Mono<TokenFormat> find() {
		return Mono.defer(() -> {
			AtomicInteger pauses = new AtomicInteger();
			return Flux.fromIterable(this.candidates)
				.concatMap((format) -> Mono.delay(this.gap)
					.then(isAccepted(format, pauses))
					.filter(Boolean::booleanValue)
					.map((accepted) -> format), 1)
				.next();
		});
	}

	private Mono<Boolean> isAccepted(TokenFormat format, AtomicInteger pauses) {
		return Mono.defer(() -> requestBalance(format))
			.map((balance) -> true)
			.onErrorResume(SmsGistAuthenticationException.class, (refused) -> Mono.just(false))
			.onErrorResume(SmsGistRateLimitException.class,
					(busy) -> pause(busy, pauses).then(isAccepted(format, pauses)));
	}

	private Mono<CreditBalance> requestBalance(TokenFormat format) {
		Request<CreditBalance> request = Request.getCreditBalance();
		return new SmsGistClient(() -> this.webClientBuilder, () -> this.connection, new AesTokenEncryptor(format))
			.exchange(request, Attempt.only(request.call(null)));
	}

	private Mono<Long> pause(SmsGistRateLimitException busy, AtomicInteger pauses) {
		Duration pause = (busy.getRetryAfter() != null) ? busy.getRetryAfter() : DEFAULT_PAUSE;
		if (pause.compareTo(MAX_PAUSE) > 0 || pauses.incrementAndGet() > MAX_PAUSES) {
			return Mono.error(busy);
		}
		return Mono.delay(pause.plusMillis(50));
	}

}
