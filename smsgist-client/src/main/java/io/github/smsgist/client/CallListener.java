package io.github.smsgist.client;

import java.time.Duration;

import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Callback interface notified of call lifecycle events. Called on whatever thread the
 * call is on, so an implementation must be quick, thread-safe and must not block.
 *
 * @since 0.1.0
 */
public interface CallListener {

	/**
	 * A listener that ignores all events.
	 */
	CallListener NONE = new CallListener() {
	};

	/**
	 * A client begins its work.
	 * @param client the client
	 */
	default void started(ClientStatus client) {
	}

	/**
	 * A client was closed and makes no more calls.
	 * @param client the client
	 */
	default void stopped(ClientStatus client) {
	}

	/**
	 * A call has begun to wait for a permit, the end of a pause or the next attempt.
	 * @param client the client that makes the call
	 * @param call the call
	 * @param wait how long it is to wait
	 * @param reason what it waits for
	 */
	default void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
	}

	/**
	 * SMSGist answered 429 and no call is made for a while.
	 * @param client the client
	 * @param pause for how long
	 */
	default void paused(ClientStatus client, Duration pause) {
	}

	/**
	 * An attempt failed and is followed by another.
	 * @param client the client that makes the call
	 * @param failure the failure
	 * @param wait how long until the next
	 */
	default void retried(ClientStatus client, SmsGistException failure, Duration wait) {
	}

	/**
	 * A call succeeded.
	 * @param client the client that makes the call
	 * @param call the call
	 * @param attempts how many requests it took
	 * @param answer the answer: a receipt, a status, a balance
	 */
	default void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
	}

	/**
	 * A call failed for good.
	 * @param client the client that makes the call
	 * @param failure the failure
	 */
	default void failed(ClientStatus client, SmsGistException failure) {
	}

	/**
	 * What a call waits for.
	 */
	enum WaitReason {

		/**
		 * The rate limiter's permit or the adaptive pace.
		 */
		PERMIT,

		/**
		 * The end of a pause after a 429.
		 */
		PAUSE,

		/**
		 * The next attempt.
		 */
		BACKOFF

	}

	/**
	 * A call as far as retrying it is concerned. The key is fixed before the first
	 * attempt and stays.
	 *
	 * @param operation what the service is asked to do
	 * @param idempotencyKey the key that every attempt carries, or {@code null} for an
	 * operation that has none
	 */
	public record Call(Operation operation, @Nullable String idempotencyKey) {

		/**
		 * Describe this call's failure.
		 * @param attempts how many requests were made
		 * @param outcome what is certain
		 * @return the description
		 */
		public FailedCall failed(int attempts, Outcome outcome) {
			return new FailedCall(this.operation, this.idempotencyKey, attempts, outcome);
		}

		@Override
		public String toString() {
			return "Call[operation=%s, idempotencyKey=%s]".formatted(this.operation, OneLine.of(this.idempotencyKey));
		}

	}

	/**
	 * What one client is doing now. Thread-safe.
	 */
	public interface ClientStatus {

		/**
		 * The name of the client, which is that of its Resilience4j instances.
		 * @return the name
		 */
		String name();

		/**
		 * How many calls wait at present for a permit, the end of a pause or their next
		 * attempt.
		 * @return the number
		 */
		int waitingCalls();

		/**
		 * How long the present pause after a 429 still lasts.
		 * @return the time, zero when there is no pause
		 */
		Duration remainingPause();

		/**
		 * The rate at which attempts are let through at present.
		 * @return attempts per second, infinite when nothing limits them
		 */
		double permitsPerSecond();

		/**
		 * End the present pause, for an operator who knows better than the service's
		 * {@code Retry-After}. Calls that wait for its end go on at the pace of the rate
		 * limiter.
		 */
		void endPause();

	}

}
