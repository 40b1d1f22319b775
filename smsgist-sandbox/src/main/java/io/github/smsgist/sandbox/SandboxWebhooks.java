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
 * Signed webhooks of a sandbox. Each event is delivered to all endpoints, in order. A
 * delivery that is not answered with 2xx is retried later by the sandbox's clock, without
 * delaying the next one.
 * <p>
 * The timestamp in the event is the sandbox's time. The timestamp of the signature is
 * real time, because receivers compare it with their own clock.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class SandboxWebhooks {

	private static final Log logger = LogFactory.getLog(SandboxWebhooks.class);

	private static final int MAX_PORT = 65535;

	private static final int MAX_ENDPOINTS = 100;

	private static final int MAX_PLANNED = 1000;

	private static final int MAX_HELD_BACK = 10_000;

	private final Envelope envelope;

	private final EventClock clock;

	private final PlanTracker plans;

	private final ConnectionProvider connections = ConnectionProvider.create("smsgist-sandbox-webhooks", 50);

	private final HttpClient client;

	private final DeliveryJournal journal = new DeliveryJournal();

	private final DeliveryListener listener = new Deliveries();

	private final Map<URI, WebhookEndpoint> endpoints = new ConcurrentHashMap<>();

	/**
	 * Planned misbehavior. Also the lock for the fields below.
	 */
	private final Deque<Planned> planned = new ArrayDeque<>();

	private final List<WebhookEvent> heldBack = new ArrayList<>();

	private int holdBack;

	private boolean dropped;

	private volatile RetrySchedule schedule = RetrySchedule.DEFAULT;

	SandboxWebhooks(Envelope envelope, EventClock clock, PlanTracker plans, LoopResources loops) {
		this.envelope = envelope;
		this.clock = clock;
		this.plans = plans;
		this.client = HttpClient.create(this.connections)
			.runOn(loops)
			// Netty's own resolver logs a warning on macOS without its native library.
			.resolver(DefaultAddressResolverGroup.INSTANCE)
			.disableRetry(true)
			.responseTimeout(Duration.ofSeconds(10));
	}

	/**
	 * Add an endpoint for further events. If there is one with this URL, its secret is
	 * replaced.
	 * @param url the absolute URL of the endpoint
	 * @param secret the signing secret
	 */
	public void deliverTo(URI url, String secret) {
		if (!url.isAbsolute() || url.getHost() == null || !url.getScheme().matches("(?i)https?")
				|| url.getPort() > MAX_PORT) {
			throw new IllegalArgumentException("'url' must be absolute, such as http://localhost:8080/webhooks");
		}
		WebhookEndpoint endpoint = new WebhookEndpoint(url, new WebhookSigner(secret), this.client, this.clock,
				() -> this.schedule, this.listener);
		synchronized (this.planned) {
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
	 * Remove all endpoints.
	 */
	public void stop() {
		this.endpoints.values().forEach(WebhookEndpoint::close);
		this.endpoints.clear();
	}

	/**
	 * Set the attempts to make a delivery. By default 4 attempts, with 200 ms between the
	 * first two by the sandbox's clock. Each further wait is twice as long, up to a day.
	 * {@code attempts(20, Duration.ofSeconds(10))} repeats a delivery for a week.
	 * @param maxAttempts the maximum number of attempts, including the first, at most
	 * 1000
	 * @param firstBackoff the wait before the second attempt, at most one day
	 */
	public void attempts(int maxAttempts, Duration firstBackoff) {
		this.schedule = new RetrySchedule(maxAttempts, firstBackoff);
	}

	/**
	 * Plan how the next events are delivered.
	 * @param events the number of events
	 * @return the plan, to be completed
	 */
	public Plan next(int events) {
		if (events < 1) {
			throw new IllegalArgumentException("'events' must be at least 1");
		}
		this.plans.begin();
		return new Plan(events);
	}

	/**
	 * Return the last attempts, oldest first, up to 10,000.
	 * @return the attempts
	 */
	public List<WebhookDelivery> deliveries() {
		return this.journal.deliveries();
	}

	DeliveryJournal journal() {
		return this.journal;
	}

	@Nullable URI firstUrl() {
		return this.endpoints.keySet().stream().findFirst().orElse(null);
	}

	/**
	 * Repeat a delivery.
	 * @param delivery the delivery to repeat
	 * @param misbehavior the misbehavior
	 */
	void deliverAgain(WebhookDelivery delivery, Misbehavior misbehavior) {
		deliverAgain(List.of(delivery), misbehavior);
	}

	/**
	 * Repeat the deliveries of all events of a message, the last one first.
	 * @param delivery the delivery of one of the events
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
		synchronized (this.planned) {
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
	 * Wait until all events are delivered or have failed for good. Does not wait for
	 * events that are {@linkplain Plan#reversed() held back} or that wait for a manual
	 * clock. Must not be called from an event loop.
	 * @param timeout the maximum wait
	 * @return {@code false} after a timeout
	 */
	public boolean awaitIdle(Duration timeout) {
		long end = System.nanoTime() + timeout.toNanos();
		synchronized (this.planned) {
			while (inProgress() > 0) {
				long left = end - System.nanoTime();
				if (left <= 0) {
					return false;
				}
				try {
					this.planned.wait(left / 1_000_000 + 1);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return false;
				}
			}
			return true;
		}
	}

	private int inProgress() {
		boolean waitingCounts = !(this.clock instanceof ManualClock);
		return this.endpoints.values()
			.stream()
			.mapToInt((endpoint) -> endpoint.inProgress() + (waitingCounts ? endpoint.waiting() : 0))
			.sum();
	}

	void onEvent(String name, Message message, Recipient recipient, Instant time) {
		if (this.endpoints.isEmpty()) {
			return;
		}
		Payload payload = new Payload("message." + name, message.id(), recipient.id(), recipient.address(), name,
				time.truncatedTo(ChronoUnit.SECONDS), Map.of());
		byte[] body = this.envelope.write(payload);
		synchronized (this.planned) {
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
		Planned next = this.planned.peek();
		if (next == null) {
			return Misbehavior.NONE;
		}
		this.planned.remove();
		if (next.events() > 1) {
			this.planned.addFirst(new Planned(next.events() - 1, next.misbehavior()));
		}
		return next.misbehavior();
	}

	private static void enqueue(WebhookEndpoint endpoint, WebhookEvent event) {
		for (int i = 0; i < event.misbehavior().times(); i++) {
			endpoint.enqueue(event);
		}
	}

	/**
	 * Remove everything except the endpoints.
	 */
	void reset() {
		this.endpoints.values().forEach(WebhookEndpoint::clear);
		this.journal.clear();
		synchronized (this.planned) {
			this.planned.clear();
			this.heldBack.clear();
			this.holdBack = 0;
			this.dropped = false;
		}
	}

	void close() {
		stop();
		this.connections.dispose();
	}

	/**
	 * Planned misbehavior. One of its methods must be called to complete it.
	 */
	public final class Plan {

		private final int events;

		private Plan(int events) {
			this.events = events;
		}

		/**
		 * Deliver the events with an old signature, as if they were late.
		 * @param late the age of the signature
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
		 * Deliver the events with a wrong signature.
		 */
		public void wronglySigned() {
			add(Misbehavior.BAD_SIGNATURE);
		}

		/**
		 * Hold the events back, and deliver them in reverse order after the last one.
		 */
		public void reversed() {
			SandboxWebhooks.this.plans.complete();
			if (this.events > MAX_HELD_BACK) {
				throw new IllegalArgumentException("At most " + MAX_HELD_BACK + " events can be held back");
			}
			synchronized (SandboxWebhooks.this.planned) {
				SandboxWebhooks.this.holdBack = this.events;
			}
		}

		private void add(Misbehavior misbehavior) {
			SandboxWebhooks.this.plans.complete();
			synchronized (SandboxWebhooks.this.planned) {
				if (SandboxWebhooks.this.planned.size() >= MAX_PLANNED) {
					throw new IllegalStateException("There are " + MAX_PLANNED + " plans already");
				}
				SandboxWebhooks.this.planned.add(new Planned(this.events, misbehavior));
			}
		}

	}

	private final class Deliveries implements DeliveryListener {

		@Override
		public void attempted(URI url, WebhookEvent event, int attempt, int status, Instant time, Duration duration) {
			SandboxWebhooks.this.journal
				.add(new WebhookDelivery(url, event.name(), event.messageId(), event.recipientId(), attempt, status,
						time, duration, new String(event.body(), StandardCharsets.UTF_8)));
		}

		@Override
		public void progressed() {
			synchronized (SandboxWebhooks.this.planned) {
				SandboxWebhooks.this.planned.notifyAll();
			}
		}

		@Override
		public void dropped() {
			synchronized (SandboxWebhooks.this.planned) {
				if (!SandboxWebhooks.this.dropped) {
					SandboxWebhooks.this.dropped = true;
					logger.warn("SMSGist sandbox: webhooks are dropped, because 10,000 wait for an endpoint");
				}
			}
		}

	}

	/**
	 * Misbehavior of the next events.
	 *
	 * @param events the number of events
	 * @param misbehavior the misbehavior
	 */
	private record Planned(int events, Misbehavior misbehavior) {

	}

	record Payload(String event, String messageId, String recipientId, String recipient, String status,
			Instant timestamp, Map<String, Object> metadata) {

	}

}
