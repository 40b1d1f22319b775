package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.smsgist.client.CallListener.Call;
import reactor.core.publisher.Mono;

/**
 * Batch of calls. The time that a call waits for a permit or for the end of a pause does
 * not count toward its time limit. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Batch {

	private final CallPolicy policy;

	private final long end;

	Batch(CallPolicy policy, Duration maxDuration) {
		this.policy = policy;
		this.end = TimeLimit.after(maxDuration, policy::nanoTime);
	}

	/**
	 * Wait until a call may be made.
	 * @param call the call
	 * @return the turn, to be used immediately, or empty, without waiting, if there is
	 * none before the end of the batch
	 */
	public Mono<Turn> turn(Call call) {
		return Mono.defer(() -> {
			TimeLimit limit = limit();
			return whileOpen(call,
					() -> this.policy.throttle()
						.takeTurn((wait, next) -> waitFor(call, wait, next, limit),
								() -> limit.allows(Wait.NONE, 0) ? Mono.just(new Turn(call)) : Mono.empty()));
		});
	}

	private Mono<Turn> waitFor(Call call, Wait wait, Supplier<Mono<Turn>> next, TimeLimit limit) {
		if (limit.allows(wait, this.policy.usualAttemptNanos())) {
			return this.policy.waitFor(call, wait).flatMap((tick) -> whileOpen(call, next));
		}
		return wait.isOptional() ? next.get() : Mono.empty();
	}

	private Mono<Turn> whileOpen(Call call, Supplier<Mono<Turn>> next) {
		return this.policy.isStopped() ? Mono.error(this.policy.stopped(call)) : next.get();
	}

	/**
	 * Complete at the end of the batch.
	 * @return an empty {@code Mono}
	 */
	public Mono<Void> end() {
		return Mono.defer(() -> this.policy.delayUntil(this.end));
	}

	private TimeLimit limit() {
		return TimeLimit.ofOneOfMany(this.policy.maxDuration(), this.end, this.policy::nanoTime);
	}

	/**
	 * Permission to make a call.
	 */
	public final class Turn {

		private final Call call;

		private Turn(Call call) {
			this.call = call;
		}

		/**
		 * Run the call.
		 * @param <T> the type of the answer
		 * @param exchange makes an attempt, and fails with an
		 * {@link io.github.smsgist.error.SmsGistException}
		 * @return the answer
		 */
		public <T> Mono<T> run(Function<Attempt, Mono<T>> exchange) {
			return Mono.defer(
					() -> new CallRun<>(Batch.this.policy, this.call, exchange, limit(), new CallProgress()).attempt());
		}

	}

}
