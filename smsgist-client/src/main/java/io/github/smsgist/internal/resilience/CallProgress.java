package io.github.smsgist.internal.resilience;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How far a call has come, for a caller who cannot wait for its end. It finds the call in
 * the Reactor context, under this class. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CallProgress {

	private @Nullable Call call;

	private int attempts;

	private Outcome outcome = Outcome.NOT_PROCESSED;

	private boolean ended;

	/**
	 * Return what is certain about the call, and keep it from making another attempt.
	 * @return the call so far, or {@code null} if it has not begun
	 */
	public synchronized @Nullable FailedCall end() {
		this.ended = true;
		return (this.call != null) ? this.call.failed(this.attempts, this.outcome) : null;
	}

	synchronized void started(Call call) {
		this.call = call;
	}

	/**
	 * Whether an attempt may be made. From here on it may have been processed.
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
