package io.github.smsgist.internal.resilience;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;

/**
 * Attempt at a call.
 *
 * @param call the call
 * @param number the number of the attempt, from 1
 * @param processedBefore whether an earlier attempt may have been processed
 * @param tokenRenewed whether an earlier attempt failed because its token had expired
 * @since 0.1.0
 */
public record Attempt(Call call, int number, boolean processedBefore, boolean tokenRenewed) {

	/**
	 * Return the only attempt at a call that is not retried.
	 * @param call the call
	 * @return the attempt
	 */
	public static Attempt only(Call call) {
		return new Attempt(call, 1, false, false);
	}

	/**
	 * Describe the failure of this attempt as the failure of the call. If an earlier
	 * attempt may have been processed, the outcome of the call is unknown.
	 * @param outcome the outcome of this attempt
	 * @return the description
	 */
	public FailedCall failed(Outcome outcome) {
		return this.call.failed(this.number, this.processedBefore ? Outcome.UNKNOWN : outcome);
	}

}
