package io.github.smsgist.internal.resilience;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a call, for a caller that stops waiting for it. The key in the Reactor
 * context is this class. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CallProgress {

	private @Nullable Call call;

	private int attempts;

	private Outcome outcome = Outcome.NOT_PROCESSED;

	private boolean ended;

	/**
	 * Prevent further attempts, and return the state of the call.
	 * @return the state, or {@code null} if the call has not started
	 */
	public synchronized @Nullable FailedCall end() {
		this.ended = true;
		return (this.call != null) ? this.call.failed(this.attempts, this.outcome) : null;
	}

	synchronized void started(Call call) {
		this.call = call;
	}

	/**
	 * Return whether an attempt may be made. If so, its outcome is unknown from now on.
	 */
	synchronized boolean tryAttempt(int number) {
		if (!this.ended) {
			this.attempts = number;
			this.outcome = Outcome.UNKNOWN;
		}
		return !this.ended;
	}

	synchronized void failed(Outcome outcome) {
		this.outcome = outcome;
	}

}
