package io.github.smsgist.client;

import io.github.smsgist.error.FailedCall;
import io.github.smsgist.error.Outcome;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A call as far as retrying it is concerned. The key is fixed before the first attempt
 * and stays.
 *
 * @param operation what the service is asked to do
 * @param idempotencyKey the key that every attempt carries, or {@code null} for an
 * operation that has none
 * @since 0.1.0
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

}
