package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.List;

import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException;

/**
 * {@link CallListener} that notifies others.
 *
 * @param listeners the listeners, in the order in which they are notified
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
	public void started(ClientStatus client) {
		this.listeners.forEach((listener) -> listener.started(client));
	}

	@Override
	public void stopped(ClientStatus client) {
		this.listeners.forEach((listener) -> listener.stopped(client));
	}

	@Override
	public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
		this.listeners.forEach((listener) -> listener.waiting(client, call, wait, reason));
	}

	@Override
	public void paused(ClientStatus client, Duration pause) {
		this.listeners.forEach((listener) -> listener.paused(client, pause));
	}

	@Override
	public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
		this.listeners.forEach((listener) -> listener.retried(client, failure, wait));
	}

	@Override
	public void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
		this.listeners.forEach((listener) -> listener.succeeded(client, call, attempts, answer));
	}

	@Override
	public void failed(ClientStatus client, SmsGistException failure) {
		this.listeners.forEach((listener) -> listener.failed(client, failure));
	}

}
