package io.github.smsgist.sandbox;

import java.net.URI;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.service.Message;
import io.github.smsgist.sandbox.internal.service.Recipient;
import org.jspecify.annotations.Nullable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.resolver.DefaultAddressResolverGroup;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Signed webhooks of a sandbox. Every event of the messages' life is POSTed to each
 * endpoint, in order, one after the other; what is not answered with 2xx is tried again a
 * few times before the next event's turn comes.
 * <p>
 * The event's own timestamp is the sandbox's time. The timestamp of the signature is real
 * time, since that is what a receiver compares it with.
 * <p>
 * Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class SandboxWebhooks {

	private static final int MAX_DELIVERIES = 10_000;

	private final Envelope envelope;

	private final ConnectionProvider connections = ConnectionProvider.create("smsgist-sandbox-webhooks", 50);

	private final HttpClient client;

	private final List<WebhookEndpoint> endpoints = new CopyOnWriteArrayList<>();

	/**
	 * Misbehaviour commanded for the next events. Also the lock of the fields below.
	 */
	private final Deque<Misbehaviour> commands = new ArrayDeque<>();

	private final List<Event> heldBack = new ArrayList<>();

	private final ArrayDeque<WebhookDelivery> deliveries = new ArrayDeque<>();

	private long attempts;

	private int holdBack;

	private int maxAttempts = 4;

	private Duration firstBackoff = Duration.ofMillis(200);

	SandboxWebhooks(Envelope envelope, LoopResources loops) {
		this.envelope = envelope;
		this.client = HttpClient.create(this.connections)
			.runOn(loops)
			// Netty's own warns on macOS where its native part is missing.
			.resolver(DefaultAddressResolverGroup.INSTANCE)
			.disableRetry(true)
			.responseTimeout(Duration.ofSeconds(10));
	}

	/**
	 * Deliver all events from now on to an endpoint, besides those named before.
	 * @param url where to POST
	 * @param secret the signing secret
	 */
	public void deliverTo(URI url, String secret) {
		if (!url.isAbsolute() || url.getHost() == null) {
			throw new IllegalArgumentException("'url' must be absolute, such as http://localhost:8080/webhooks");
		}
		this.endpoints.add(new WebhookEndpoint(url, new WebhookSigner(secret), this.client, this));
	}

	/**
	 * Deliver to no endpoint any more.
	 */
	public void stop() {
		this.endpoints.forEach(WebhookEndpoint::close);
		this.endpoints.clear();
	}

	/**
	 * Set how often a delivery that is not answered with 2xx is tried, and how long to
	 * wait in between in real time. Unless set, it is tried 4 times, 200 ms apart at
	 * first, and twice as long each time.
	 * @param maxAttempts the number of attempts, with the first
	 * @param firstBackoff the wait before the second attempt
	 */
	public void attempts(int maxAttempts, Duration firstBackoff) {
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("'maxAttempts' must be at least 1");
		}
		synchronized (this.commands) {
			this.maxAttempts = maxAttempts;
			this.firstBackoff = firstBackoff;
		}
	}

	/**
	 * Deliver the next events late: signed as if the delivery had been made that long
	 * ago, without really waiting.
	 * @param events how many events
	 * @param late how late
	 */
	public void lateNext(int events, Duration late) {
		command(events, new Misbehaviour(late, 1, false));
	}

	/**
	 * Deliver each of the next events twice.
	 * @param events how many events
	 */
	public void repeatNext(int events) {
		command(events, new Misbehaviour(Duration.ZERO, 2, false));
	}

	/**
	 * Deliver the next events with a signature that is wrong.
	 * @param events how many events
	 */
	public void signNextWrongly(int events) {
		command(events, new Misbehaviour(Duration.ZERO, 1, true));
	}

	/**
	 * Hold the next events back and deliver them in reverse order once they are all
	 * there.
	 * @param events how many events
	 */
	public void reverseNext(int events) {
		synchronized (this.commands) {
			this.holdBack = events;
		}
	}

	/**
	 * Return the last attempts to deliver, oldest first, up to 10,000.
	 * @return the attempts
	 */
	public List<WebhookDelivery> deliveries() {
		synchronized (this.commands) {
			return List.copyOf(this.deliveries);
		}
	}

	/**
	 * Return how many attempts there were, also those no longer kept.
	 * @return the number of attempts
	 */
	long deliveryCount() {
		synchronized (this.commands) {
			return this.attempts;
		}
	}

	@Nullable URI firstUrl() {
		return this.endpoints.isEmpty() ? null : this.endpoints.get(0).url();
	}

	/**
	 * Deliver an event once more, to the endpoint that it went to.
	 * @param delivery the attempt that delivered it before
	 * @param misbehaviour what goes wrong with it
	 */
	void deliverAgain(WebhookDelivery delivery, Misbehaviour misbehaviour) {
		Payload payload = new Payload(delivery.event(), delivery.messageId(), delivery.recipientId(), "", "",
				Instant.EPOCH, Map.of());
		Event event = new Event(payload, delivery.body().getBytes(StandardCharsets.UTF_8), misbehaviour);
		WebhookEndpoint endpoint = this.endpoints.stream()
			.filter((candidate) -> candidate.url().equals(delivery.url()))
			.findFirst()
			.orElseThrow(
					() -> new IllegalStateException("No webhook is registered for " + delivery.url() + " any more"));
		synchronized (this.commands) {
			for (int i = 0; i < misbehaviour.times(); i++) {
				endpoint.enqueue(event);
			}
		}
	}

	/**
	 * Wait until every event so far is delivered or given up. Events that are
	 * {@linkplain #reverseNext(int) held back} do not count. Must not be called from an
	 * event loop.
	 * @param timeout how long to wait at most
	 * @return {@code false} if the time was not enough
	 */
	public boolean awaitIdle(Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		synchronized (this.commands) {
			while (underWay() > 0) {
				long left = end - System.nanoTime();
				if (left <= 0) {
					return false;
				}
				try {
					this.commands.wait(left / 1_000_000 + 1);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return false;
				}
			}
			return true;
		}
	}

	private int underWay() {
		return this.endpoints.stream().mapToInt(WebhookEndpoint::underWay).sum();
	}

	private void command(int events, Misbehaviour misbehaviour) {
		synchronized (this.commands) {
			for (int i = 0; i < events; i++) {
				this.commands.add(misbehaviour);
			}
		}
	}

	void onEvent(String event, Message message, Recipient recipient, Instant time) {
		if (this.endpoints.isEmpty()) {
			return;
		}
		Payload payload = new Payload("message." + event, message.id(), recipient.id(), recipient.address(), event,
				time.truncatedTo(ChronoUnit.SECONDS), Map.of());
		synchronized (this.commands) {
			Misbehaviour misbehaviour = this.commands.isEmpty() ? Misbehaviour.NONE : this.commands.remove();
			this.heldBack.add(new Event(payload, this.envelope.write(payload), misbehaviour));
			if (this.heldBack.size() < this.holdBack) {
				return;
			}
			Collections.reverse(this.heldBack);
			this.holdBack = 0;
			this.heldBack.forEach(this::enqueue);
			this.heldBack.clear();
		}
	}

	private void enqueue(Event event) {
		for (WebhookEndpoint endpoint : this.endpoints) {
			for (int i = 0; i < event.misbehaviour().times(); i++) {
				endpoint.enqueue(event);
			}
		}
	}

	int maxAttempts() {
		synchronized (this.commands) {
			return this.maxAttempts;
		}
	}

	Duration firstBackoff() {
		synchronized (this.commands) {
			return this.firstBackoff;
		}
	}

	void attempted(WebhookDelivery delivery) {
		synchronized (this.commands) {
			this.attempts++;
			this.deliveries.addLast(delivery);
			if (this.deliveries.size() > MAX_DELIVERIES) {
				this.deliveries.removeFirst();
			}
		}
	}

	void finished() {
		synchronized (this.commands) {
			this.commands.notifyAll();
		}
	}

	/**
	 * Forget what is still to be delivered, the attempts so far and the misbehaviour
	 * commanded; keep the endpoints.
	 */
	void reset() {
		this.endpoints.forEach(WebhookEndpoint::clear);
		synchronized (this.commands) {
			this.commands.clear();
			this.heldBack.clear();
			this.holdBack = 0;
			this.deliveries.clear();
			this.attempts = 0;
		}
	}

	void close() {
		stop();
		this.connections.dispose();
	}

	/**
	 * What goes wrong with the delivery of an event.
	 *
	 * @param late how old its signature is
	 * @param times how often it is delivered
	 * @param badSignature whether its signature is wrong
	 */
	record Misbehaviour(Duration late, int times, boolean badSignature) {

		static final Misbehaviour NONE = new Misbehaviour(Duration.ZERO, 1, false);

	}

	/**
	 * An event to be delivered.
	 *
	 * @param payload what it tells
	 * @param body the same as JSON
	 * @param misbehaviour what goes wrong with it
	 */
	record Event(Payload payload, byte[] body, Misbehaviour misbehaviour) {

	}

	record Payload(String event, String messageId, String recipientId, String recipient, String status,
			Instant timestamp, Map<String, Object> metadata) {

	}

}
