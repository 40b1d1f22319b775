package io.github.smsgist.autoconfigure.endpoint;

import java.time.Duration;
import java.util.List;

import io.github.smsgist.client.CallListener.ClientStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint} that shows what the clients are doing now, and ends a pause.
 *
 * @since 0.1.0
 */
@Endpoint(id = "smsgist")
public final class SmsGistEndpoint {

	private final ActiveClients clients;

	SmsGistEndpoint(ActiveClients clients) {
		this.clients = clients;
	}

	/**
	 * Return what the clients are doing now.
	 * @return the clients
	 */
	@ReadOperation
	public Descriptor clients() {
		return new Descriptor(this.clients.all().stream().map(ClientDescriptor::of).toList());
	}

	/**
	 * End the pause that a client makes after a 429, whatever the service's
	 * {@code Retry-After}.
	 * @param client the name of the client
	 * @return what the clients of that name are doing now
	 */
	@WriteOperation
	public Descriptor endPause(@Selector String client) {
		List<ClientStatus> named = this.clients.all().stream().filter((each) -> each.name().equals(client)).toList();
		if (named.isEmpty()) {
			throw new InvalidEndpointRequestException("There is no client of that name",
					"There is no client of that name");
		}
		named.forEach(ClientStatus::endPause);
		return new Descriptor(named.stream().map(ClientDescriptor::of).toList());
	}

	/**
	 * Clients of the application.
	 *
	 * @param clients the clients, in the order in which they were made
	 */
	public record Descriptor(List<ClientDescriptor> clients) {
	}

	/**
	 * What one client is doing.
	 *
	 * @param name the name of the client
	 * @param waitingCalls how many calls wait for a permit, the end of a pause or their
	 * next attempt
	 * @param remainingPause how long the pause after a 429 still lasts, zero when there
	 * is none
	 * @param permitsPerSecond the rate at which attempts are let through, or {@code null}
	 * when nothing limits it
	 */
	public record ClientDescriptor(String name, int waitingCalls, Duration remainingPause,
			@Nullable Double permitsPerSecond) {

		private static ClientDescriptor of(ClientStatus client) {
			double rate = client.permitsPerSecond();
			return new ClientDescriptor(client.name(), client.waitingCalls(), client.remainingPause(),
					Double.isFinite(rate) ? rate : null);
		}

	}

}
