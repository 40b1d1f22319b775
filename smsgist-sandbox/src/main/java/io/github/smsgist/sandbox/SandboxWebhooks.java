package io.github.smsgist.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.github.smsgist.sandbox.internal.clock.EventClock;
import io.github.smsgist.sandbox.internal.clock.ManualClock;
import io.github.smsgist.sandbox.internal.fault.PlanTracker;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.service.Message;
import io.github.smsgist.sandbox.internal.service.Recipient;
import io.github.smsgist.sandbox.internal.webhook.DeliveryListener;
import io.github.smsgist.sandbox.internal.webhook.Misbehavior;
import io.github.smsgist.sandbox.internal.webhook.RetrySchedule;
import io.github.smsgist.sandbox.internal.webhook.WebhookEndpoint;
import io.github.smsgist.sandbox.internal.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookSigner;
import io.netty.resolver.DefaultAddressResolverGroup;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Signed webhooks of a sandbox. Every event is POSTed to each endpoint, one after the
 * other and in order. A delivery that is not answered with 2xx is retried later by the
 * sandbox's clock, and does not hold up the next one.
 * <p>
 * The event's own timestamp is the sandbox's time. The timestamp of the signature is real
 * time, since that is what a receiver compares it with.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class SandboxWebhooks {

	private static final int MAX_DELIVERIES = 10_000;

	private static final Log logger = LogFactory.getLog(SandboxWebhooks.class);

	private static final int MAX_ENDPOINTS = 100;

	private static final int MAX_COMMANDS = 1000;

	private static final int MAX_HELD_BACK = 10_000;

	private final Envelope envelope;

	private final EventClock clock;

	private final PlanTracker plans;

	private final ConnectionProvider connections = ConnectionProvider.create("smsgist-sandbox-webhooks", 50);

	private final HttpClient client;

	private final DeliveryListener listener = new Deliveries();

	private final Map<URI, WebhookEndpoint> endpoints = new ConcurrentHashMap<>();

	/**
	 * Misbehaviour commanded for the next events. Also the lock of the fields below.
	 */
	private final Deque<Command> commands = new ArrayDeque<>();

	private final List<WebhookEvent> heldBack = new ArrayList<>();

	private final ArrayDeque<WebhookDelivery> deliveries = new ArrayDeque<>();

	private long attempts;

	private int holdBack;

	private boolean dropped;

	private volatile RetrySchedule schedule = RetrySchedule.DEFAULT;

	SandboxWebhooks(Envelope envelope, EventClock clock, PlanTracker plans, LoopResources loops) {
		this.envelope = envelope;
		this.clock = clock;
		this.plans = plans;
		this.client = HttpClient.create(this.connections)
			.runOn(loops)
			// Netty's own warns on macOS where its native part is missing.
			.resolver(DefaultAddressResolverGroup.INSTANCE)
			.disableRetry(true)
			.responseTimeout(Duration.ofSeconds(10));
	}

	/**
	 * Deliver all events from now on to an endpoint, besides those named before. An
	 * endpoint that was named before gets each event once, signed with the new secret.
	 * @param url where to POST
	 * @param secret the signing secret
	 */
	public void deliverTo(URI url, String secret) {
		if (!url.isAbsolute() || url.getHost() == null || !url.getScheme().matches("(?i)https?")) {
			throw new IllegalArgumentException("'url' must be absolute, such as http://localhost:8080/webhooks");
		}
		WebhookEndpoint endpoint = new WebhookEndpoint(url, new WebhookSigner(secret), this.client, this.clock,
				() -> this.schedule, this.listener);
		synchronized (this.commands) {
			if (this.endpoints.size() >= MAX_ENDPOINTS && !this.endpoints.containsKey(url)) {
				throw new IllegalStateException("There are " + MAX_ENDPOINTS + " endpoints already");
			}
			WebhookEndpoint former = this.endpoints.put(url, endpoint);
			if (former != null) {
				former.close();
			}
		}
	}

	/**
	 * Deliver to no endpoint any more.
	 */
	public void stop() {
		this.endpoints.values().forEach(WebhookEndpoint::close);
		this.endpoints.clear();
	}

	/**
	 * Set how often a delivery that is not answered with 2xx is tried, and how long to
	 * wait in between by the sandbox's clock. Unless set, it is tried 4 times, 200 ms
	 * apart at first, and twice as long each time, up to a day. With
	 * {@code attempts(20, Duration.ofSeconds(10))} it is repeated for a week.
	 * @param maxAttempts the number of attempts, including the first; up to 1000
	 * @param firstBackoff the wait before the second attempt; up to a day
	 */
	public void attempts(int maxAttempts, Duration firstBackoff) {
		this.schedule = new RetrySchedule(maxAttempts, firstBackoff);
	}

	/**
	 * Begin a command for the next events.
	 * @param events how many events
	 * @return the command, to be completed
	 */
	public Plan next(int events) {
		if (events < 1) {
			throw new IllegalArgumentException("'events' must be at least 1");
		}
		this.plans.begin();
		return new Plan(events);
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
	 * Return the last attempts to deliver by their numbers, oldest first. The first
	 * attempt of all is number 1.
	 * @return the attempts
	 */
	SortedMap<Long, WebhookDelivery> numberedDeliveries() {
		synchronized (this.commands) {
			SortedMap<Long, WebhookDelivery> numbered = new TreeMap<>();
			long number = this.attempts - this.deliveries.size();
			for (WebhookDelivery delivery : this.deliveries) {
				numbered.put(++number, delivery);
			}
			return numbered;
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
		return this.endpoints.keySet().stream().findFirst().orElse(null);
	}

	/**
	 * Deliver an event once more, to the endpoint that it went to.
	 * @param delivery the attempt that delivered it before
	 * @param misbehavior what goes wrong with it
	 */
	void deliverAgain(WebhookDelivery delivery, Misbehavior misbehavior) {
		deliverAgain(List.of(delivery), misbehavior);
	}

	/**
	 * Deliver again all events of a message, the last one first.
	 * @param delivery the attempt that delivered one of them before
	 */
	void deliverReversed(WebhookDelivery delivery) {
		Map<String, WebhookDelivery> newestFirst = new LinkedHashMap<>();
		List<WebhookDelivery> all = new ArrayList<>(deliveries());
		Collections.reverse(all);
		all.stream()
			.filter((other) -> other.messageId().equals(delivery.messageId()) && other.url().equals(delivery.url()))
			.forEach((other) -> newestFirst.putIfAbsent(other.body(), other));
		deliverAgain(newestFirst.values(), Misbehavior.NONE);
	}

	private void deliverAgain(Collection<WebhookDelivery> deliveries, Misbehavior misbehavior) {
		synchronized (this.commands) {
			for (WebhookDelivery delivery : deliveries) {
				WebhookEndpoint endpoint = this.endpoints.get(delivery.url());
				if (endpoint == null) {
					throw new IllegalStateException("No webhook is registered for " + delivery.url() + " any more");
				}
				enqueue(endpoint, new WebhookEvent(delivery.event(), delivery.messageId(), delivery.recipientId(),
						delivery.body().getBytes(StandardCharsets.UTF_8), misbehavior));
			}
		}
	}

	/**
	 * Wait until every event so far is delivered or given up. Events that are
	 * {@linkplain Plan#reversed() held back} do not count, nor those that wait for a
	 * manual clock to be tried again. Must not be called from an event loop.
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
		boolean waitingCounts = !(this.clock instanceof ManualClock);
		return this.endpoints.values()
			.stream()
			.mapToInt((endpoint) -> endpoint.underWay() + (waitingCounts ? endpoint.waiting() : 0))
			.sum();
	}

	void onEvent(String name, Message message, Recipient recipient, Instant time) {
		if (this.endpoints.isEmpty()) {
			return;
		}
		Payload payload = new Payload("message." + name, message.id(), recipient.id(), recipient.address(), name,
				time.truncatedTo(ChronoUnit.SECONDS), Map.of());
		byte[] body = this.envelope.write(payload);
		synchronized (this.commands) {
			this.heldBack.add(new WebhookEvent(payload.event(), message.id(), recipient.id(), body, nextMisbehavior()));
			if (this.heldBack.size() < this.holdBack) {
				return;
			}
			Collections.reverse(this.heldBack);
			this.holdBack = 0;
			for (WebhookEvent event : this.heldBack) {
				this.endpoints.values().forEach((endpoint) -> enqueue(endpoint, event));
			}
			this.heldBack.clear();
		}
	}

	private Misbehavior nextMisbehavior() {
		Command command = this.commands.peek();
		if (command == null) {
			return Misbehavior.NONE;
		}
		this.commands.remove();
		if (command.events() > 1) {
			this.commands.addFirst(new Command(command.events() - 1, command.misbehavior()));
		}
		return command.misbehavior();
	}

	private static void enqueue(WebhookEndpoint endpoint, WebhookEvent event) {
		for (int i = 0; i < event.misbehavior().times(); i++) {
			endpoint.enqueue(event);
		}
	}

	/**
	 * Forget what is still to be delivered, the attempts so far and the misbehaviour
	 * commanded; keep the endpoints.
	 */
	void reset() {
		this.endpoints.values().forEach(WebhookEndpoint::clear);
		synchronized (this.commands) {
			this.commands.clear();
			this.heldBack.clear();
			this.holdBack = 0;
			this.deliveries.clear();
			this.attempts = 0;
			this.dropped = false;
		}
	}

	void close() {
		stop();
		this.connections.dispose();
	}

	/**
	 * A command that lacks only what is to happen.
	 */
	public final class Plan {

		private final int events;

		private Plan(int events) {
			this.events = events;
		}

		/**
		 * Deliver the events late: signed as if the delivery had been made that long ago,
		 * without really waiting.
		 * @param late how late
		 */
		public void late(Duration late) {
			if (late.isNegative() || late.compareTo(Duration.ofDays(366)) > 0) {
				SandboxWebhooks.this.plans.complete();
				throw new IllegalArgumentException("'late' must be from zero to 366 days");
			}
			add(Misbehavior.late(late));
		}

		/**
		 * Deliver each of the events twice.
		 */
		public void twice() {
			add(Misbehavior.TWICE);
		}

		/**
		 * Deliver the events with a signature that is wrong.
		 */
		public void wronglySigned() {
			add(Misbehavior.BAD_SIGNATURE);
		}

		/**
		 * Hold the events back and deliver them in reverse order once they are all there.
		 */
		public void reversed() {
			SandboxWebhooks.this.plans.complete();
			if (this.events > MAX_HELD_BACK) {
				throw new IllegalArgumentException("At most " + MAX_HELD_BACK + " events can be held back");
			}
			synchronized (SandboxWebhooks.this.commands) {
				SandboxWebhooks.this.holdBack = this.events;
			}
		}

		private void add(Misbehavior misbehavior) {
			SandboxWebhooks.this.plans.complete();
			synchronized (SandboxWebhooks.this.commands) {
				if (SandboxWebhooks.this.commands.size() >= MAX_COMMANDS) {
					throw new IllegalStateException("There are " + MAX_COMMANDS + " commands already");
				}
				SandboxWebhooks.this.commands.add(new Command(this.events, misbehavior));
			}
		}

	}

	private final class Deliveries implements DeliveryListener {

		@Override
		public void attempted(URI url, WebhookEvent event, int attempt, int status, Instant time, Duration duration) {
			WebhookDelivery delivery = new WebhookDelivery(url, event.name(), event.messageId(), event.recipientId(),
					attempt, status, time, duration, new String(event.body(), StandardCharsets.UTF_8));
			synchronized (SandboxWebhooks.this.commands) {
				SandboxWebhooks.this.attempts++;
				SandboxWebhooks.this.deliveries.addLast(delivery);
				if (SandboxWebhooks.this.deliveries.size() > MAX_DELIVERIES) {
					SandboxWebhooks.this.deliveries.removeFirst();
				}
			}
		}

		@Override
		public void progressed() {
			synchronized (SandboxWebhooks.this.commands) {
				SandboxWebhooks.this.commands.notifyAll();
			}
		}

		@Override
		public void dropped() {
			synchronized (SandboxWebhooks.this.commands) {
				if (!SandboxWebhooks.this.dropped) {
					SandboxWebhooks.this.dropped = true;
					logger.warn("SMSGist sandbox: webhooks are dropped, for 10,000 wait for one endpoint already");
				}
			}
		}

	}

	/**
	 * What goes wrong with the next events.
	 *
	 * @param events how many events
	 * @param misbehavior what goes wrong with each
	 */
	private record Command(int events, Misbehavior misbehavior) {

	}

	record Payload(String event, String messageId, String recipientId, String recipient, String status,
			Instant timestamp, Map<String, Object> metadata) {

	}

}
