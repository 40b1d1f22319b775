package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.resilience4j.retry.Retry;
import io.github.smsgist.client.Call;
import io.github.smsgist.client.CallListener.WaitReason;
import io.github.smsgist.error.FailedCall;
import io.github.smsgist.error.Outcome;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistTransportException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One run of a call through its policy: {@link #passGate() gate} → {@link #takePermit()
 * permit} → {@link #takeSlot() slot} → gate again → {@link #attempt() attempt} →
 * {@link #attemptFailed repeat or give up}. Its steps follow each other, so that its
 * state needs no lock.
 *
 * @param <T> the type of the answer
 */
final class CallRun<T> {

	private final CallPolicy policy;

	private final Call call;

	private final Function<Attempt, Mono<T>> exchange;

	private final Retry.AsyncContext<T> retry;

	private final boolean patient;

	private long deadline;

	private int attempts;

	private boolean processedBefore;

	private @Nullable SmsGistException lastFailure;

	CallRun(CallPolicy policy, Call call, Function<Attempt, Mono<T>> exchange, boolean patient) {
		this.policy = policy;
		this.call = call;
		this.exchange = exchange;
		this.patient = patient;
		this.retry = policy.retry.asyncContext();
		this.deadline = policy.nanoTime.getAsLong() + policy.maxDuration.toNanos();
	}

	Mono<T> start() {
		this.policy.budget.callStarted();
		return passGate();
	}

	private Mono<T> passGate() {
		long pause = this.policy.gate.remainingNanos();
		return (pause > 0) ? waitFor(pause, WaitReason.PAUSE, this::passGate) : takePermit();
	}

	private Mono<T> takePermit() {
		long wait = this.policy.permits.reservePermit();
		if (wait == Permits.NONE) {
			return noPermit();
		}
		return (wait > 0) ? waitFor(wait, WaitReason.PERMIT, this::takeSlot) : takeSlot();
	}

	private Mono<T> takeSlot() {
		long wait = this.policy.permits.reserveSlot();
		if (wait == Permits.NONE) {
			return noPermit();
		}
		return (wait > 0) ? waitFor(wait, WaitReason.PERMIT, this::passGateWithPermit) : passGateWithPermit();
	}

	/**
	 * Whoever finds the gate closed now goes back for a fresh permit: if all of them went
	 * on with the permits they hold, they would go on together when it opens.
	 */
	private Mono<T> passGateWithPermit() {
		return (this.policy.gate.remainingNanos() > 0) ? passGate() : attempt();
	}

	private Mono<T> attempt() {
		Attempt attempt = new Attempt(this.call, ++this.attempts, this.processedBefore);
		long startedAt = this.policy.nanoTime.getAsLong();
		return this.policy.deadlines
			.limit(this.exchange.apply(attempt), this.deadline, Mono.error(() -> timedOut(attempt)))
			.doOnNext(this::attemptSucceeded)
			.onErrorResume(SmsGistException.class, (failure) -> attemptFailed(failure, startedAt));
	}

	private void attemptSucceeded(T answer) {
		this.policy.permits.accepted();
		this.policy.budget.callSucceeded();
		this.retry.onComplete();
		this.policy.listener.succeeded(this.policy, this.call, this.attempts, answer);
	}

	private Mono<T> attemptFailed(SmsGistException failure, long startedAt) {
		this.lastFailure = failure;
		this.processedBefore = failure.isOutcomeUnknown();
		long backoff = TimeUnit.MILLISECONDS.toNanos(this.retry.onError(failure));
		boolean paused = failure instanceof SmsGistRateLimitException;
		if (paused) {
			this.policy.permits.throttled(startedAt);
			pauseEveryone(failure.getRetryAfter(), backoff);
		}
		long wait = paused ? this.policy.gate.remainingNanos() : backoff;
		if (backoff < 0 || wait >= remainingNanos() || !(paused || this.policy.budget.tryRetry())) {
			return giveUp(failure);
		}
		this.policy.listener.repeated(this.policy, failure, Duration.ofNanos(wait));
		return paused ? passGate() : waitFor(wait, WaitReason.BACKOFF, this::passGate);
	}

	private void pauseEveryone(@Nullable Duration retryAfter, long backoff) {
		long asked = (retryAfter != null) ? retryAfter.toNanos() : 0;
		long pause = Math.max(asked, (backoff >= 0) ? backoff : this.policy.defaultPause.toNanos());
		if (this.policy.gate.close(pause)) {
			this.policy.listener.paused(this.policy, Duration.ofNanos(pause));
		}
	}

	private Mono<T> waitFor(long nanos, WaitReason reason, Supplier<Mono<T>> next) {
		if (this.patient && reason == WaitReason.PERMIT) {
			this.deadline += nanos;
		}
		else if (nanos >= remainingNanos()) {
			return tooLong(nanos, reason);
		}
		Duration wait = Duration.ofNanos(nanos);
		return Mono.delay(wait, this.policy.timer).doOnSubscribe((subscription) -> {
			this.policy.waiting.incrementAndGet();
			this.policy.listener.waiting(this.policy, this.call, wait, reason);
		}).doFinally((signal) -> this.policy.waiting.decrementAndGet()).flatMap((tick) -> next.get());
	}

	private Mono<T> tooLong(long nanos, WaitReason reason) {
		String why = (reason == WaitReason.PAUSE) ? "SMSGist asked for no calls for another %d ms"
				: "the rate limiter has no permit for another %d ms";
		return giveUp(new SmsGistRateLimitException(failedSoFar(), Duration.ofNanos(nanos),
				why.formatted(TimeUnit.NANOSECONDS.toMillis(nanos) + 1)
						+ ", longer than smsgist.retry.max-duration leaves it",
				this.lastFailure));
	}

	private Mono<T> noPermit() {
		if (this.patient) {
			return waitFor(this.policy.permits.longestWait().toNanos(), WaitReason.PERMIT, this::passGate);
		}
		return giveUp(new SmsGistRateLimitException(failedSoFar(), null,
				"the rate limiter has no permit within %d ms (smsgist.rate-limiter.timeout-duration)"
					.formatted(this.policy.permits.longestWait().toMillis()),
				this.lastFailure));
	}

	private Mono<T> giveUp(SmsGistException failure) {
		this.policy.listener.failed(this.policy, failure);
		return Mono.error(failure);
	}

	private SmsGistException timedOut(Attempt attempt) {
		return new SmsGistTransportException(attempt.failed(Outcome.UNKNOWN),
				"the %d ms that a call may take in all (smsgist.retry.max-duration) are over"
					.formatted(this.policy.maxDuration.toMillis()),
				this.lastFailure);
	}

	private FailedCall failedSoFar() {
		return this.call.failed(this.attempts, this.processedBefore ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED);
	}

	private long remainingNanos() {
		return this.deadline - this.policy.nanoTime.getAsLong();
	}

}
