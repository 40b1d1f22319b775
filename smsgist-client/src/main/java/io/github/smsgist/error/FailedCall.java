package io.github.smsgist.error;

import java.io.Serializable;

import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed: what it was to do, and what is certain about it.
 *
 * @param operation what the service was asked to do
 * @param idempotencyKey the key that every attempt carried, or {@code null} for an
 * operation that has none
 * @param attempts how many requests were made, 0 if the call never left the application
 * @param outcome what is certain about all of these attempts taken together
 * @since 0.1.0
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

}
