package io.github.smsgist.internal.resilience;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;

/**
 * One attempt at a call.
 *
 * @param call the call
 * @param number 1 for the first attempt
 * @param processedBefore whether an earlier attempt, whose answer was lost, may have been
 * processed
 * @param tokenRenewed whether an earlier attempt was refused because its token had
 * expired
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
	 * Describe the failure of this attempt as one of the whole call: what an earlier
	 * attempt left uncertain stays so, whatever this attempt's answer.
	 * @param outcome what is certain about this attempt alone
	 * @return the description
	 */
	public FailedCall failed(Outcome outcome) {
		return this.call.failed(this.number, this.processedBefore ? Outcome.UNKNOWN : outcome);
	}

}
