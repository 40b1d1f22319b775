package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import io.github.smsgist.client.Call;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.ClientStatus;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What stands between a caller and the wire, outermost first: a deadline for the call as
 * a whole, retries, the pause after a 429, the permit, the pause once more, the attempt.
 * All calls of one client share one policy. Non-blocking and thread-safe.
 *
 * @since 0.1.0
 */
public final class CallPolicy implements ClientStatus {

	final Retry retry;

	final Permits permits;

	final PauseGate gate;

	final RetryBudget budget;

	final Deadlines deadlines;

	final Duration maxDuration;

	final Duration defaultPause;

	final CallListener listener;

	final LongSupplier nanoTime;

	final Scheduler timer;

	final AtomicInteger waiting = new AtomicInteger();

	private CallPolicy(Builder builder) {
		this.retry = builder.retry;
		this.nanoTime = builder.nanoTime;
		this.timer = builder.timer;
		this.permits = new Permits(builder.rateLimiter, builder.adaptive, this.nanoTime);
		this.gate = new PauseGate(this.nanoTime);
		this.budget = new RetryBudget(this.nanoTime);
		this.deadlines = new Deadlines(this.nanoTime, this.timer);
		this.maxDuration = builder.maxDuration;
		this.defaultPause = builder.defaultPause;
		this.listener = builder.listener;
		this.listener.started(this);
	}

	@Override
	public String name() {
		return this.retry.getName();
	}

	/**
	 * Run a call. Nothing happens before it is subscribed to, and each subscription is a
	 * call of its own. A call that is cancelled while it waits makes no attempt.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @param exchange makes one attempt, whose failures are
	 * {@link io.github.smsgist.error.SmsGistException}s
	 * @return the answer
	 */
	public <T> Mono<T> run(Call call, Function<Attempt, Mono<T>> exchange) {
		return Mono.defer(() -> new CallRun<>(this, call, exchange, false).start());
	}

	/**
	 * Run a call that is one of many, for which waiting its turn is no failure: however
	 * long it waits for permits, that does not count against the time it may take.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @param exchange makes one attempt, whose failures are
	 * {@link io.github.smsgist.error.SmsGistException}s
	 * @return the answer
	 */
	public <T> Mono<T> runPatiently(Call call, Function<Attempt, Mono<T>> exchange) {
		return Mono.defer(() -> new CallRun<>(this, call, exchange, true).start());
	}

	@Override
	public int waitingCalls() {
		return this.waiting.get();
	}

	@Override
	public Duration remainingPause() {
		return Duration.ofNanos(this.gate.remainingNanos());
	}

	@Override
	public double permitsPerSecond() {
		return this.permits.perSecond();
	}

	/**
	 * Start a policy.
	 * @param retry how calls are repeated; completed by
	 * {@link RetrySettings#withOurRules}
	 * @return a builder
	 */
	public static Builder builder(Retry retry) {
		return new Builder(retry);
	}

	/**
	 * Builds a {@link CallPolicy}. Not thread-safe.
	 */
	public static final class Builder {

		private final Retry retry;

		private @Nullable RateLimiter rateLimiter;

		private boolean adaptive = true;

		private Duration maxDuration = Duration.ofSeconds(30);

		private Duration defaultPause = Duration.ofMillis(500);

		private CallListener listener = CallListener.NONE;

		private LongSupplier nanoTime = System::nanoTime;

		private Scheduler timer = Schedulers.parallel();

		private Builder(Retry retry) {
			this.retry = retry;
		}

		/**
		 * Set the rate limiter.
		 * @param rateLimiter gives a permit to every attempt, or {@code null} for no
		 * limit
		 * @param adaptive whether 429s bring the rate below the limiter's
		 * @return this builder
		 */
		public Builder rateLimiter(@Nullable RateLimiter rateLimiter, boolean adaptive) {
			this.rateLimiter = rateLimiter;
			this.adaptive = adaptive;
			return this;
		}

		/**
		 * Set how long a call may take in all.
		 * @param maxDuration the time, with every wait and attempt
		 * @return this builder
		 */
		public Builder maxDuration(Duration maxDuration) {
			this.maxDuration = maxDuration;
			return this;
		}

		/**
		 * Set how long to pause after a 429 that neither says how long nor is repeated.
		 * @param defaultPause the time
		 * @return this builder
		 */
		public Builder defaultPause(Duration defaultPause) {
			this.defaultPause = defaultPause;
			return this;
		}

		/**
		 * Set who hears of what happens to calls.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder listener(CallListener listener) {
			this.listener = listener;
			return this;
		}

		/**
		 * Set the clock, for tests.
		 */
		Builder clock(LongSupplier nanoTime, Scheduler timer) {
			this.nanoTime = nanoTime;
			this.timer = timer;
			return this;
		}

		/**
		 * Build the policy.
		 * @return the policy
		 */
		public CallPolicy build() {
			return new CallPolicy(this);
		}

	}

}
