package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistTransportException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Policy for all calls of a client, outermost first: time limit, retries, rate limit and
 * pause, attempt. Non-blocking and thread-safe.
 *
 * @since 0.1.0
 */
public final class CallPolicy implements ClientStatus {

	private final Retries retries;

	private final Throttle throttle;

	private final Deadlines deadlines;

	private final AnswerTimes answerTimes = new AnswerTimes();

	private final Duration maxDuration;

	private final Duration maxPause;

	private final CallListener listener;

	private final LongSupplier nanoTime;

	private final Supplier<Scheduler> timer;

	private final Signal stop = new Signal(this::isStopped);

	private volatile boolean stopped;

	private CallPolicy(Builder builder) {
		this.nanoTime = builder.nanoTime;
		this.timer = builder.timer;
		this.retries = new Retries(builder.retry, this.nanoTime);
		this.throttle = new Throttle(builder.rateLimiter, builder.adaptive, this.nanoTime, this.stop);
		this.deadlines = new Deadlines(this.nanoTime, this.timer);
		this.maxDuration = builder.maxDuration;
		this.maxPause = builder.maxPause;
		this.listener = builder.listener;
		this.listener.started(this);
	}

	/**
	 * Run a call. Each subscription is a separate call. A call that is cancelled while it
	 * waits makes no further attempt. Its progress is reported to the
	 * {@link CallProgress} in the Reactor context, if there is one.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @param exchange makes an attempt, and fails with an {@link SmsGistException}
	 * @return the answer
	 */
	public <T> Mono<T> run(Call call, Function<Attempt, Mono<T>> exchange) {
		return run(call, this.maxDuration, exchange);
	}

	/**
	 * Run a call within a time limit, like {@link #run(Call, Function)}.
	 * @param <T> the type of the answer
	 * @param call the call
	 * @param maxDuration how long the call may take, if that is less than any call may
	 * take
	 * @param exchange makes one attempt, whose failures are {@link SmsGistException}s
	 * @return the answer
	 */
	public <T> Mono<T> run(Call call, Duration maxDuration, Function<Attempt, Mono<T>> exchange) {
		Duration shortest = (maxDuration.compareTo(this.maxDuration) < 0) ? maxDuration : this.maxDuration;
		return Mono.deferContextual((context) -> {
			if (this.stopped) {
				return Mono.error(stopped(call));
			}
			return new CallRun<>(this, call, exchange, TimeLimit.of(shortest, this.nanoTime),
					context.<CallProgress>getOrEmpty(CallProgress.class).orElseGet(CallProgress::new))
				.takeTurn();
		});
	}

	/**
	 * Start a batch.
	 * @param maxDuration the time limit for all of its calls together
	 * @return the batch
	 */
	public Batch batch(Duration maxDuration) {
		return new Batch(this, maxDuration);
	}

	/**
	 * Refuse further attempts. Those in progress continue, and calls that wait for one
	 * fail immediately.
	 */
	public void stop() {
		this.stopped = true;
		this.stop.send();
		this.listener.stopped(this);
	}

	boolean isStopped() {
		return this.stopped;
	}

	/**
	 * Return the exception for a call after the end. The HTTP client is closed, too, and
	 * its own exception would blame the network.
	 */
	SmsGistException stopped(Call call) {
		return new SmsGistTransportException(call.failed(0, Outcome.NOT_PROCESSED), "the client has been closed",
				"Make no calls once the application stops, and keep no client that it has closed.", null);
	}

	@Override
	public String name() {
		return this.retries.name();
	}

	@Override
	public int waitingCalls() {
		return this.stop.waiting();
	}

	@Override
	public Duration remainingPause() {
		return Duration.ofNanos(this.throttle.pauseNanos());
	}

	@Override
	public double permitsPerSecond() {
		return this.throttle.perSecond();
	}

	@Override
	public void endPause() {
		this.throttle.endPause();
	}

	Retries retries() {
		return this.retries;
	}

	Throttle throttle() {
		return this.throttle;
	}

	Duration maxDuration() {
		return this.maxDuration;
	}

	long nanoTime() {
		return this.nanoTime.getAsLong();
	}

	long usualAttemptNanos() {
		return this.answerTimes.usual();
	}

	<T> Mono<T> limit(Mono<T> attempt, TimeLimit limit, Mono<T> late) {
		return this.deadlines.limit(attempt, limit.deadline(), late);
	}

	Mono<Long> waitFor(Call call, Wait wait) {
		// A wait for the client's first attempt is nearly always far shorter than its
		// limit.
		if (wait.kind() != Wait.Kind.COLD_START) {
			this.listener.waiting(this, call, wait.duration(), wait.reason());
		}
		return this.throttle.waitFor(wait, this.timer.get());
	}

	Mono<Void> delayUntil(long end) {
		return Mono.delay(Duration.ofNanos(end - nanoTime()), this.timer.get()).then();
	}

	void succeeded(Call call, int attempts, Object answer, long startedAt) {
		this.answerTimes.add(nanoTime() - startedAt);
		this.throttle.attempted();
		this.throttle.accepted();
		this.listener.succeeded(this, call, attempts, answer);
	}

	void attemptFailed(SmsGistException failure, long startedAt) {
		this.throttle.attempted();
		if (failure.getHttpStatus() != null) {
			this.answerTimes.add(nanoTime() - startedAt);
		}
		if (failure instanceof SmsGistRateLimitException) {
			Duration pause = pauseAfter(failure);
			if (this.throttle.throttled(startedAt, pause.toNanos())) {
				this.listener.paused(this, pause);
			}
		}
	}

	/**
	 * Pause for as long as the service asks, up to the maximum.
	 */
	private Duration pauseAfter(SmsGistException failure) {
		Duration pause = Duration.ofNanos(this.retries.intervalNanos(failure.getAttempts(), failure));
		return (pause.compareTo(this.maxPause) < 0) ? pause : this.maxPause;
	}

	void retried(SmsGistException failure, Duration wait) {
		this.listener.retried(this, failure, wait);
	}

	void failed(SmsGistException failure) {
		this.listener.failed(this, failure);
	}

	/**
	 * Create a builder.
	 * @param retry the retry, completed by {@link RetrySettings#withFixedRules}
	 * @return a builder
	 */
	public static Builder builder(Retry retry) {
		return new Builder(retry);
	}

	/**
	 * Builder for a {@link CallPolicy}. Not thread-safe.
	 */
	public static final class Builder {

		private final Retry retry;

		private @Nullable RateLimiter rateLimiter;

		private boolean adaptive;

		private Duration maxDuration = RetrySettings.MAX_DURATION;

		private Duration maxPause = RetrySettings.MAX_PAUSE;

		private CallListener listener = CallListener.NONE;

		private LongSupplier nanoTime = System::nanoTime;

		/**
		 * Not asked for at start, because that loads all of Reactor's schedulers.
		 */
		private Supplier<Scheduler> timer = Schedulers::parallel;

		private Builder(Retry retry) {
			this.retry = retry;
		}

		/**
		 * Set the rate limiter.
		 * @param rateLimiter the rate limiter. By default there is none
		 * @return this builder
		 */
		public Builder rateLimiter(RateLimiter rateLimiter) {
			this.rateLimiter = rateLimiter;
			return this;
		}

		/**
		 * Reduce the rate temporarily after a 429.
		 * @return this builder
		 */
		public Builder adaptive() {
			this.adaptive = true;
			return this;
		}

		/**
		 * Set the time limit of a call.
		 * @param maxDuration the time, including all waits and attempts
		 * @return this builder
		 */
		public Builder maxDuration(Duration maxDuration) {
			this.maxDuration = maxDuration;
			return this;
		}

		/**
		 * Set the maximum length of a pause after a 429, whatever the service asks for.
		 * @param maxPause the time
		 * @return this builder
		 */
		public Builder maxPause(Duration maxPause) {
			this.maxPause = maxPause;
			return this;
		}

		/**
		 * Set the listener.
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
			this.timer = () -> timer;
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
