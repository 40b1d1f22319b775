package io.github.smsgist.error;

import java.io.Serializable;
import java.time.Duration;

import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call to SMSGist fails. The exception's message says what happened,
 * whether the SMS or email may have been sent, and what to do next. It never contains a
 * phone number, an address, a message text or a secret.
 *
 * @since 0.1.0
 */
public abstract class SmsGistException extends RuntimeException {

	private static final int MAX_SHOWN = 1000;

	private final FailedCall call;

	private final @Nullable ServiceAnswer answer;

	/**
	 * Create an exception.
	 * @param call the call that failed
	 * @param answer what the service answered, or {@code null} if it did not
	 * @param happened what happened, as a sentence
	 * @param remedy what to do next, as a sentence
	 * @param cause the cause, if there is one
	 */
	protected SmsGistException(FailedCall call, @Nullable ServiceAnswer answer, String happened, String remedy,
			@Nullable Throwable cause) {
		super(shown(happened) + call.consequence() + (remedy.isEmpty() ? "" : " " + shown(remedy)), cause);
		this.call = call;
		this.answer = answer;
	}

	/**
	 * Cut separately, so that the sentence about the outcome is never cut.
	 */
	private static String shown(String text) {
		return OneLine.of(text, MAX_SHOWN);
	}

	/**
	 * Return the call that failed.
	 * @return the call
	 */
	public FailedCall getCall() {
		return this.call;
	}

	/**
	 * Return what the service was asked to do.
	 * @return the operation
	 */
	public Operation getOperation() {
		return this.call.operation();
	}

	/**
	 * Return the idempotency key of every attempt. A retry with the same key is safe:
	 * SMSGist sends a message once per key within 24 hours.
	 * @return the key, or {@code null} for an operation that has none
	 */
	public @Nullable String getIdempotencyKey() {
		return this.call.idempotencyKey();
	}

	/**
	 * Return how many requests were made.
	 * @return the number, 0 if the call never left the application
	 */
	public int getAttempts() {
		return this.call.attempts();
	}

	/**
	 * Return what is certain about the call.
	 * @return the outcome
	 */
	public Outcome getOutcome() {
		return this.call.outcome();
	}

	/**
	 * Return whether the service may have done what it was asked although the call
	 * failed.
	 * @return whether the outcome is {@link Outcome#UNKNOWN}
	 */
	public boolean isOutcomeUnknown() {
		return getOutcome() == Outcome.UNKNOWN;
	}

	/**
	 * Return whether a retry is safe and may succeed: the failure is temporary, and
	 * either nothing was done, or nothing can be done twice because the call only reads
	 * or has an idempotency key. A send must be retried with the same key.
	 * @return whether to try again
	 */
	public final boolean isRetryable() {
		return isTransient() && this.call.isRetryable();
	}

	/**
	 * Return whether the failure is temporary.
	 */
	boolean isTransient() {
		return false;
	}

	/**
	 * Return the HTTP status code of the last answer.
	 * @return the code, or {@code null} if there was no answer
	 */
	public @Nullable Integer getHttpStatus() {
		return (this.answer != null) ? this.answer.httpStatus() : null;
	}

	/**
	 * Return the service's message, with phone numbers and addresses masked.
	 * @return the message, or {@code null} if there was none
	 */
	public @Nullable String getServiceMessage() {
		return (this.answer != null) ? this.answer.message() : null;
	}

	/**
	 * Return how long the service asked to wait before the next call.
	 * @return the wait, or {@code null} if it did not ask
	 */
	public @Nullable Duration getRetryAfter() {
		return (this.answer != null) ? this.answer.retryAfter() : null;
	}

	/**
	 * Outcome of a failed call.
	 */
	public enum Outcome {

		/**
		 * The service did not do what it was asked: nothing was sent or charged.
		 */
		NOT_PROCESSED,

		/**
		 * The service may have done what it was asked: its answer was lost or does not
		 * tell.
		 */
		UNKNOWN

	}

	/**
	 * Failed call and its outcome.
	 *
	 * @param operation what the service was asked to do
	 * @param idempotencyKey the key of every attempt, or {@code null} for an operation
	 * without one
	 * @param attempts how many requests were made, 0 if the call never left the
	 * application
	 * @param outcome the outcome of all attempts together
	 */
	public record FailedCall(Operation operation, @Nullable String idempotencyKey, int attempts,
			Outcome outcome) implements Serializable {

		/**
		 * Return whether a retry is safe: nothing was done, or nothing can be done twice.
		 * @return whether the call may be retried as it is
		 */
		public boolean isRetryable() {
			return this.outcome == Outcome.NOT_PROCESSED || this.operation.isRead() || this.idempotencyKey != null;
		}

		/**
		 * Return the sentence that says whether anything was sent and how to try again.
		 */
		String consequence() {
			if (this.operation.isRead()) {
				return "";
			}
			if (this.outcome == Outcome.NOT_PROCESSED) {
				return " Nothing was sent.";
			}
			if (this.idempotencyKey == null) {
				return " It may have been sent: look it up before you try again.";
			}
			return " It may have been sent: try again with the same idempotency key within 24 hours, and it is not sent twice.";
		}

		@Override
		public String toString() {
			return "FailedCall[operation=%s, idempotencyKey=%s, attempts=%s, outcome=%s]".formatted(this.operation,
					OneLine.of(this.idempotencyKey), this.attempts, this.outcome);
		}

	}

	/**
	 * Answer of the service to a call that failed.
	 *
	 * @param httpStatus the HTTP status code
	 * @param message the service's message, with phone numbers and addresses masked, or
	 * {@code null} if there was none
	 * @param retryAfter how long the service asked to wait, or {@code null} if it did not
	 */
	public record ServiceAnswer(int httpStatus, @Nullable String message,
			@Nullable Duration retryAfter) implements Serializable {

		/**
		 * Create an answer that only has a status code.
		 * @param httpStatus the HTTP status code
		 * @return the answer
		 */
		public static ServiceAnswer of(int httpStatus) {
			return new ServiceAnswer(httpStatus, null, null);
		}

		/**
		 * Return the status code and the message, for an exception's message.
		 */
		String quoted() {
			return (this.message != null) ? "(%s: \"%s\")".formatted(this.httpStatus, shown(this.message))
					: "(%s)".formatted(this.httpStatus);
		}

		@Override
		public String toString() {
			return "ServiceAnswer[httpStatus=%s, message=%s, retryAfter=%s]".formatted(this.httpStatus,
					(this.message != null) ? shown(this.message) : null, this.retryAfter);
		}

	}

}
