package io.github.smsgist.error;

import java.io.Serializable;
import java.time.Duration;

import io.github.smsgist.internal.privacy.OneLine;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A call to SMSGist that failed. Its message says what happened, whether the message may
 * have been sent, and what to do next; it never has a phone number, an address, a message
 * text or a secret in it.
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
	 * What is certain must not be cut, so the rest is cut apart from it.
	 */
	private static String shown(String text) {
		return OneLine.of(text, MAX_SHOWN);
	}

	/**
	 * The call that failed.
	 * @return the call
	 */
	public FailedCall getCall() {
		return this.call;
	}

	/**
	 * What the service was asked to do.
	 * @return the operation
	 */
	public Operation getOperation() {
		return this.call.operation();
	}

	/**
	 * The key that every attempt carried. Trying again with the same key is safe: SMSGist
	 * sends once under one key within 24 hours.
	 * @return the key, or {@code null} for an operation that has none
	 */
	public @Nullable String getIdempotencyKey() {
		return this.call.idempotencyKey();
	}

	/**
	 * How many requests were made.
	 * @return the number, 0 if the call never left the application
	 */
	public int getAttempts() {
		return this.call.attempts();
	}

	/**
	 * What is certain about the call.
	 * @return the outcome
	 */
	public Outcome getOutcome() {
		return this.call.outcome();
	}

	/**
	 * Whether the service may have done what it was asked although the call failed.
	 * @return whether the outcome is {@link Outcome#UNKNOWN}
	 */
	public boolean isOutcomeUnknown() {
		return getOutcome() == Outcome.UNKNOWN;
	}

	/**
	 * Whether the same call may succeed later and can do no harm: the failure is one of
	 * the moment, and it is certain that nothing was done, or that nothing is done twice
	 * because the call only reads or has an idempotency key. A send must be retried with
	 * the same key.
	 * @return whether trying again is safe and may help
	 */
	public final boolean isRetryable() {
		return isTransient() && this.call.isRetryable();
	}

	/**
	 * Whether the failure says something about the moment and not about the request.
	 */
	boolean isTransient() {
		return false;
	}

	/**
	 * The HTTP status code of the last answer.
	 * @return the code, or {@code null} if there was no answer
	 */
	public @Nullable Integer getHttpStatus() {
		return (this.answer != null) ? this.answer.httpStatus() : null;
	}

	/**
	 * The service's own message, with phone numbers and addresses masked.
	 * @return the message, or {@code null} if there was none
	 */
	public @Nullable String getServiceMessage() {
		return (this.answer != null) ? this.answer.message() : null;
	}

	/**
	 * How long the service asked to wait before the next call.
	 * @return the wait, or {@code null} if it did not ask
	 */
	public @Nullable Duration getRetryAfter() {
		return (this.answer != null) ? this.answer.retryAfter() : null;
	}

	/**
	 * What is certain about a call that failed.
	 */
	public enum Outcome {

		/**
		 * The service has certainly not done what it was asked: nothing was sent and
		 * nothing was charged.
		 */
		NOT_PROCESSED,

		/**
		 * The service may or may not have done what it was asked: an answer was lost, or
		 * does not tell.
		 */
		UNKNOWN

	}

	/**
	 * A call that failed: what it was to do, and what is certain about it.
	 *
	 * @param operation what the service was asked to do
	 * @param idempotencyKey the key that every attempt carried, or {@code null} for an
	 * operation that has none
	 * @param attempts how many requests were made, 0 if the call never left the
	 * application
	 * @param outcome what is certain about all of these attempts taken together
	 */
	public record FailedCall(Operation operation, @Nullable String idempotencyKey, int attempts,
			Outcome outcome) implements Serializable {

		/**
		 * Whether the call may safely be retried as it is: it is certain that nothing has
		 * happened, or nothing can happen twice.
		 * @return whether a repetition can do no harm
		 */
		public boolean isRetryable() {
			return this.outcome == Outcome.NOT_PROCESSED || this.operation.isRead() || this.idempotencyKey != null;
		}

		/**
		 * What is certain, and what follows for a caller who wants to try again.
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
			return " It may have been sent: try again with the same idempotency key within 24 hours, and it is not sent a second time.";
		}

		@Override
		public String toString() {
			return "FailedCall[operation=%s, idempotencyKey=%s, attempts=%s, outcome=%s]".formatted(this.operation,
					OneLine.of(this.idempotencyKey), this.attempts, this.outcome);
		}

	}

	/**
	 * What the service answered to a call that failed.
	 *
	 * @param httpStatus the HTTP status code
	 * @param message the service's message, with phone numbers and addresses masked, or
	 * {@code null} when there was none
	 * @param retryAfter how long the service asked to wait, or {@code null} when it did
	 * not
	 */
	public record ServiceAnswer(int httpStatus, @Nullable String message,
			@Nullable Duration retryAfter) implements Serializable {

		/**
		 * Create an answer that has nothing but a status code.
		 * @param httpStatus the HTTP status code
		 * @return the answer
		 */
		public static ServiceAnswer of(int httpStatus) {
			return new ServiceAnswer(httpStatus, null, null);
		}

		/**
		 * The status code and the message, for an exception's text.
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
