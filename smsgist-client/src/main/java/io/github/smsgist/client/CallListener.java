package io.github.smsgist.client;

import java.time.Duration;

import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Callback interface notified of call lifecycle events. It is called on the thread that
 * the call is on. Implementations must be quick and thread-safe, and must not block.
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
	 * Called when a client starts.
	 * @param client the client
	 */
	default void started(ClientStatus client) {
	}

	/**
	 * Called when a client is closed.
	 * @param client the client
	 */
	default void stopped(ClientStatus client) {
	}

	/**
	 * Called when a call starts to wait for a permit, the end of a pause or the next
	 * attempt.
	 * @param client the client that makes the call
	 * @param call the call
	 * @param wait how long it will wait
	 * @param reason what it waits for
	 */
	default void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
	}

	/**
	 * Called when SMSGist answers 429 and all calls pause.
	 * @param client the client
	 * @param pause the length of the pause
	 */
	default void paused(ClientStatus client, Duration pause) {
	}

	/**
	 * Called when an attempt failed and will be retried.
	 * @param client the client that makes the call
	 * @param failure the failure
	 * @param wait how long until the next attempt
	 */
	default void retried(ClientStatus client, SmsGistException failure, Duration wait) {
	}

	/**
	 * Called when a call succeeded.
	 * @param client the client that makes the call
	 * @param call the call
	 * @param attempts the number of attempts, including the first
	 * @param answer the answer: a receipt, a status, a balance
	 */
	default void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
	}

	/**
	 * Called when a call failed and is not retried any more.
	 * @param client the client that makes the call
	 * @param failure the failure
	 */
	default void failed(ClientStatus client, SmsGistException failure) {
	}

	/**
	 * Reason why a call waits.
	 */
	enum WaitReason {

		/**
		 * A permit of the rate limiter, or the adaptive rate.
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
	 * Call with the idempotency key of all its attempts.
	 *
	 * @param operation what the service is asked to do
	 * @param idempotencyKey the key of every attempt, or {@code null} for an operation
	 * without one
	 */
	record Call(Operation operation, @Nullable String idempotencyKey) {

		/**
		 * Return a description of this call as a failed one.
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
	 * Current status of a client. Thread-safe.
	 */
	interface ClientStatus {

		/**
		 * Return the name of the client, which is also that of its Resilience4j
		 * instances.
		 * @return the name
		 */
		String name();

		/**
		 * Return how many calls wait for a permit, the end of a pause or their next
		 * attempt.
		 * @return the number
		 */
		int waitingCalls();

		/**
		 * Return how long the current pause after a 429 still lasts.
		 * @return the time, zero when there is no pause
		 */
		Duration remainingPause();

		/**
		 * Return the current rate of attempts.
		 * @return attempts per second, infinite when nothing limits them
		 */
		double permitsPerSecond();

		/**
		 * End the current pause before the service's {@code Retry-After} has passed.
		 * Calls that wait for its end continue at the rate of the limiter.
		 */
		void endPause();

	}

}
