package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistTransportException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Execution of a call: takes a turn and makes an attempt until one succeeds or there is
 * no retry. Needs no lock, because its steps are sequential.
 *
 * @param <T> the type of the answer
 */
final class CallRun<T> {

	private final CallPolicy policy;

	private final Call call;

	private final Function<Attempt, Mono<T>> exchange;

	private final TimeLimit limit;

	private final CallProgress progress;

	private final Retries.OfCall retries;

	private int attempts;

	private boolean processedBefore;

	private boolean tokenRenewed;

	private @Nullable SmsGistException lastFailure;

	CallRun(CallPolicy policy, Call call, Function<Attempt, Mono<T>> exchange, TimeLimit limit, CallProgress progress) {
		this.policy = policy;
		this.call = call;
		this.exchange = exchange;
		this.limit = limit;
		this.progress = progress;
		this.retries = policy.retries().start();
		progress.started(call);
	}

	Mono<T> takeTurn() {
		return this.policy.throttle().takeTurn(this::waitFor, this::attempt);
	}

	Mono<T> attempt() {
		// A wait may take longer than was asked for.
		if (this.limit.isOver()) {
			return giveUp(outOfTime(soFar()));
		}
		Attempt attempt = new Attempt(this.call, ++this.attempts, this.processedBefore, this.tokenRenewed);
		if (!this.progress.tryAttempt(attempt.number())) {
			return Mono.never();
		}
		long startedAt = this.policy.nanoTime();
		return this.policy
			.limit(this.exchange.apply(attempt), this.limit,
					Mono.error(() -> outOfTime(attempt.failed(Outcome.UNKNOWN))))
			.doOnNext((answer) -> attemptSucceeded(answer, startedAt))
			.onErrorResume(SmsGistException.class, (failure) -> attemptFailed(failure, startedAt));
	}

	private void attemptSucceeded(T answer, long startedAt) {
		this.retries.succeeded();
		this.policy.succeeded(this.call, this.attempts, answer, startedAt);
	}

	private Mono<T> attemptFailed(SmsGistException failure, long startedAt) {
		this.lastFailure = failure;
		this.processedBefore = failure.isOutcomeUnknown();
		this.tokenRenewed |= failure instanceof SmsGistAuthenticationException;
		this.progress.failed(failure.getOutcome());
		this.policy.attemptFailed(failure, startedAt);
		Wait backoff = this.retries.failed(failure);
		if (backoff == null || this.policy.isStopped()) {
			return giveUp(failure);
		}
		// After a 429 the pause replaces both the backoff and the budget.
		boolean paused = failure instanceof SmsGistRateLimitException;
		Wait wait = paused ? this.policy.throttle().pause() : backoff;
		if (!isInTime(wait) || !(paused || this.retries.spend())) {
			return giveUp(failure);
		}
		this.policy.retried(failure, wait.duration());
		return paused ? takeTurn() : waitFor(wait, this::takeTurn);
	}

	private Mono<T> waitFor(Wait wait, Supplier<Mono<T>> next) {
		if (!isInTime(wait)) {
			return wait.isOptional() ? next.get() : giveUp(tooLong(wait));
		}
		this.limit.spend(wait);
		return this.policy.waitFor(this.call, wait)
			.flatMap((tick) -> this.policy.isStopped() ? giveUp(stopped()) : next.get());
	}

	private boolean isInTime(Wait wait) {
		return this.limit.allows(wait, this.policy.usualAttemptNanos());
	}

	private Mono<T> giveUp(SmsGistException failure) {
		this.policy.failed(failure);
		return Mono.error(failure);
	}

	private SmsGistException tooLong(Wait wait) {
		if (wait.kind() == Wait.Kind.NO_PERMIT) {
			return new SmsGistRateLimitException(soFar(), null,
					"the rate limiter has no permit within %s ms, the longest time that a call waits for one"
						.formatted(this.policy.throttle().longestWait().toMillis()),
					this.lastFailure);
		}
		String why = (wait.kind() == Wait.Kind.PAUSE)
				? "SMSGist asked for a pause, and its turn would come after another %s ms"
				: "the rate limiter has no permit for another %s ms";
		return new SmsGistRateLimitException(soFar(), Duration.ofNanos(wait.totalNanos()),
				(why + ", which leaves too little of the %s ms that a call may take")
					.formatted(TimeUnit.NANOSECONDS.toMillis(wait.totalNanos()) + 1, this.limit.maxMillis()),
				this.lastFailure);
	}

	private SmsGistException stopped() {
		return (this.lastFailure != null) ? this.lastFailure : this.policy.stopped(this.call);
	}

	private FailedCall soFar() {
		return this.call.failed(this.attempts, this.processedBefore ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED);
	}

	private SmsGistException outOfTime(FailedCall failed) {
		return new SmsGistTransportException(failed,
				"the %s ms that a call may take are over".formatted(this.limit.maxMillis()), this.lastFailure);
	}

}
