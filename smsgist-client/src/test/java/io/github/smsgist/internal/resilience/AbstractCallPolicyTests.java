package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.Operation;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base class for tests of a policy in virtual time. Records what its calls do. Tests are
 * named after the rule they prove.
 */
abstract class AbstractCallPolicyTests {

	static final Call SEND = new Call(Operation.SEND_SMS, "order-77");

	static final Call RETRY_MESSAGE = new Call(Operation.RETRY_MESSAGE, null);

	static final Call READ = new Call(Operation.GET_CREDIT_BALANCE, null);

	final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	final List<Attempt> attempts = new ArrayList<>();

	final List<Long> attemptedAt = new ArrayList<>();

	final List<Object> results = new ArrayList<>();

	final List<String> heard = new ArrayList<>();

	CallPolicy.Builder policy(int maxAttempts) {
		return policy(retry(maxAttempts));
	}

	CallPolicy.Builder policy(Retry retry) {
		return CallPolicy.builder(retry).clock(this::now, this.time);
	}

	static Retry retryAtOnce() {
		RetryConfig theirs = RetryConfig.custom().maxAttempts(2).intervalBiFunction((attempt, either) -> 0L).build();
		return Retry.of("test", RetrySettings.withFixedRules(theirs));
	}

	static Retry retry(int maxAttempts) {
		return Retry.of("test", RetrySettings.withFixedRules(
				RetrySettings.backoff(maxAttempts, Duration.ofMillis(100), 2, Duration.ofSeconds(10)).build()));
	}

	RateLimiter limiter(int perSecond, int timeoutSeconds) {
		return new AtomicRateLimiter("test",
				RateLimiterSettings.smooth(perSecond, Duration.ofSeconds(1), Duration.ofSeconds(timeoutSeconds))
					.build(),
				this::now);
	}

	Disposable run(CallPolicy policy, Call call, Function<Attempt, Mono<Object>> exchange) {
		return policy.run(call, recorded(exchange)).subscribe(this.results::add, this.results::add);
	}

	void run(CallPolicy policy, Duration maxDuration, Function<Attempt, Mono<Object>> exchange) {
		policy.run(SEND, maxDuration, recorded(exchange)).subscribe(this.results::add, this.results::add);
	}

	void run(Batch batch, Function<Attempt, Mono<Object>> exchange) {
		batch.turn(SEND)
			.flatMap((turn) -> turn.run(recorded(exchange)))
			.subscribe(this.results::add, this.results::add);
	}

	Function<Attempt, Mono<Object>> recorded(Function<Attempt, Mono<Object>> exchange) {
		return (attempt) -> {
			this.attempts.add(attempt);
			return exchange.apply(attempt);
		};
	}

	static Function<Attempt, Mono<Object>> fails(Function<Attempt, SmsGistException> failure) {
		return (attempt) -> Mono.error(failure.apply(attempt));
	}

	Function<Attempt, Mono<Object>> timed(Function<Attempt, SmsGistException> failure) {
		return (attempt) -> {
			this.attemptedAt.add(now());
			return Mono.error(failure.apply(attempt));
		};
	}

	SmsGistException failure() {
		assertThat(this.results).hasSize(1).first().isInstanceOf(SmsGistException.class);
		return (SmsGistException) this.results.get(0);
	}

	int mostWithin(long nanos) {
		int most = 0;
		for (int i = 0; i < this.attemptedAt.size(); i++) {
			long from = this.attemptedAt.get(i);
			most = Math.max(most,
					(int) this.attemptedAt.stream().filter((at) -> at >= from && at < from + nanos).count());
		}
		return most;
	}

	long now() {
		return this.time.now(TimeUnit.NANOSECONDS);
	}

	void advance(long millis) {
		this.time.advanceTimeBy(Duration.ofMillis(millis));
	}

	/**
	 * Writes down what it hears.
	 */
	final class Recorder implements CallListener {

		private final String name;

		Recorder(String name) {
			this.name = name;
		}

		@Override
		public void started(ClientStatus client) {
			hear("started");
		}

		@Override
		public void stopped(ClientStatus client) {
			hear("stopped");
		}

		@Override
		public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
			hear("waiting " + reason);
		}

		@Override
		public void paused(ClientStatus client, Duration pause) {
			hear("paused " + pause);
		}

		@Override
		public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
			hear("retried");
		}

		@Override
		public void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
			hear("succeeded");
		}

		@Override
		public void failed(ClientStatus client, SmsGistException failure) {
			hear("failed");
		}

		private void hear(String event) {
			AbstractCallPolicyTests.this.heard.add(this.name + event);
		}

	}

}
