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
 * {@link Endpoint} to show the status of the clients and to end a pause.
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
	 * Return the status of all clients.
	 * @return the status
	 */
	@ReadOperation
	public Descriptor clients() {
		return new Descriptor(this.clients.all().stream().map(ClientDescriptor::of).toList());
	}

	/**
	 * End the current pause after a 429 before the service's {@code Retry-After} has
	 * passed.
	 * @param client the name of the client
	 * @return the status of all clients with that name
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
	 * Status of clients.
	 *
	 * @param clients the clients, in the order of their creation
	 */
	public record Descriptor(List<ClientDescriptor> clients) {
	}

	/**
	 * Status of a client.
	 *
	 * @param name the name of the client
	 * @param waitingCalls the number of calls that wait for a permit, the end of a pause
	 * or their next attempt
	 * @param remainingPause the remaining pause after a 429, or zero
	 * @param permitsPerSecond the current rate of attempts per second, or {@code null}
	 * without a limit
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
