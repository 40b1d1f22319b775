package io.github.smsgist.autoconfigure.endpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.smsgist.client.CallListener;

/**
 * {@link CallListener} that keeps a list of the active clients. Thread-safe.
 */
final class ActiveClients implements CallListener {

	private final List<ClientStatus> clients = new CopyOnWriteArrayList<>();

	@Override
	public void started(ClientStatus client) {
		this.clients.add(client);
	}

	@Override
	public void stopped(ClientStatus client) {
		this.clients.remove(client);
	}

	List<ClientStatus> all() {
		return this.clients;
	}

}
