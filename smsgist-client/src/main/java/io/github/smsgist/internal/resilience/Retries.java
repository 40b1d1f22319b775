package io.github.smsgist.internal.resilience;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.smsgist.error.SmsGistException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when calls are retried, from a {@link Retry} and the budget of all
 * calls. Thread-safe.
 */
final class Retries {

	private final Retry retry;

	private final RetryBudget budget;

	Retries(Retry retry, LongSupplier nanoTime) {
		this.retry = retry;
		this.budget = new RetryBudget(nanoTime);
	}

	String name() {
		return this.retry.getName();
	}

	OfCall start() {
		this.budget.callStarted();
		return new OfCall(this.retry.asyncContext());
	}

	/**
	 * Return the wait after an attempt, whether or not the call is retried.
	 */
	long intervalNanos(int attempt, SmsGistException failure) {
		long millis = this.retry.getRetryConfig().getIntervalBiFunction().apply(attempt, Either.left(failure));
		return TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis));
	}

	/**
	 * Retries of one call.
	 */
	final class OfCall {

		private final Retry.AsyncContext<Object> context;

		private OfCall(Retry.AsyncContext<Object> context) {
			this.context = context;
		}

		void succeeded() {
			Retries.this.budget.callSucceeded();
			this.context.onComplete();
		}

		/**
		 * Decide about a retry.
		 * @return the wait before it, or {@code null} if there is none
		 */
		@Nullable Wait failed(SmsGistException failure) {
			long millis = this.context.onError(failure);
			return (millis >= 0) ? new Wait(Wait.Kind.BACKOFF, TimeUnit.MILLISECONDS.toNanos(millis)) : null;
		}

		/**
		 * Pay for a retry from the budget.
		 */
		boolean spend() {
			return Retries.this.budget.tryRetry();
		}

	}

}
