package io.github.smsgist.resilience;

import java.time.Duration;
import java.util.List;

import io.github.smsgist.error.SmsGistException;

/**
 * Several listeners as one.
 *
 * @param listeners the listeners, in the order in which they hear
 * @since 0.1.0
 */
public record CallListeners(List<CallListener> listeners) implements CallListener {

	/**
	 * Create a composite.
	 */
	public CallListeners {
		listeners = List.copyOf(listeners);
	}

	@Override
	public void started(CallPolicy policy) {
		this.listeners.forEach((listener) -> listener.started(policy));
	}

	@Override
	public void waiting(CallPolicy policy, Call call, Duration wait, WaitReason reason) {
		this.listeners.forEach((listener) -> listener.waiting(policy, call, wait, reason));
	}

	@Override
	public void paused(CallPolicy policy, Duration pause) {
		this.listeners.forEach((listener) -> listener.paused(policy, pause));
	}

	@Override
	public void repeated(CallPolicy policy, SmsGistException failure, Duration wait) {
		this.listeners.forEach((listener) -> listener.repeated(policy, failure, wait));
	}

	@Override
	public void succeeded(CallPolicy policy, Call call, int attempts, Object answer) {
		this.listeners.forEach((listener) -> listener.succeeded(policy, call, attempts, answer));
	}

	@Override
	public void failed(CallPolicy policy, SmsGistException failure) {
		this.listeners.forEach((listener) -> listener.failed(policy, failure));
	}

}
