package io.github.smsgist.sandbox.internal.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.smsgist.sandbox.internal.clock.EventClock;
import io.github.smsgist.webhook.WebhookSigner;
import io.netty.buffer.Unpooled;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;

/**
 * Endpoint that events are delivered to, in order. A delivery that fails is retried later
 * by the sandbox's clock, without delaying the next one.
 */
public final class WebhookEndpoint {

	/**
	 * Maximum number of events that wait for a delivery.
	 */
	private static final int MAX_WAITING = 10_000;

	private final URI url;

	private final WebhookSigner signer;

	private final HttpClient client;

	private final EventClock clock;

	private final Supplier<RetrySchedule> schedule;

	private final DeliveryListener listener;

	private volatile DeliveryQueue queue;

	public WebhookEndpoint(URI url, WebhookSigner signer, HttpClient client, EventClock clock,
			Supplier<RetrySchedule> schedule, DeliveryListener listener) {
		this.url = url;
		this.signer = signer;
		this.client = client;
		this.clock = clock;
		this.schedule = schedule;
		this.listener = listener;
		this.queue = new DeliveryQueue();
	}

	public URI url() {
		return this.url;
	}

	/**
	 * Add an event to the queue. Not thread-safe.
	 * @param event the event
	 */
	public void enqueue(WebhookEvent event) {
		this.queue.accept(event);
	}

	/**
	 * Return the number of events in the queue or being delivered.
	 * @return the number of events
	 */
	public int inProgress() {
		return this.queue.inProgress.get();
	}

	/**
	 * Return the number of events that wait for a retry.
	 * @return the number of events
	 */
	public int waiting() {
		return this.queue.waiting.get();
	}

	public void clear() {
		DeliveryQueue old = this.queue;
		this.queue = new DeliveryQueue();
		old.close();
	}

	public void close() {
		this.queue.close();
	}

	private Mono<Integer> post(Attempt attempt) {
		return Mono.defer(() -> {
			WebhookEvent event = attempt.event();
			Instant time = Instant.now();
			String timestamp = Long.toString(time.minus(event.misbehavior().late()).getEpochSecond());
			String signature = this.signer.sign(timestamp, event.body());
			return this.client.headers((headers) -> headers.set("Content-Type", "application/json")
				.set(WebhookSigner.TIMESTAMP_HEADER, timestamp)
				.set(WebhookSigner.SIGNATURE_HEADER, event.misbehavior().badSignature() ? spoil(signature) : signature))
				.post()
				.uri(this.url)
				.send(Mono.just(Unpooled.wrappedBuffer(event.body())))
				.response()
				.map((response) -> response.status().code())
				.onErrorReturn(0)
				.doOnNext((status) -> this.listener.attempted(this.url, event, attempt.number(), status, time,
						Duration.between(time, Instant.now())));
		});
	}

	private static String spoil(String signature) {
		int last = signature.length() - 1;
		return signature.substring(0, last) + ((signature.charAt(last) == '0') ? '1' : '0');
	}

	/**
	 * Attempt to deliver an event.
	 *
	 * @param event the event
	 * @param number the number of the attempt, from 1
	 * @param due the time at which it is due, by the sandbox's clock
	 */
	private record Attempt(WebhookEvent event, int number, Instant due) {

	}

	/**
	 * Queue of attempts, which are made one after the other.
	 */
	private final class DeliveryQueue {

		private final Sinks.Many<Attempt> attempts = Sinks.many().unicast().onBackpressureBuffer();

		private final AtomicInteger inProgress = new AtomicInteger();

		private final AtomicInteger waiting = new AtomicInteger();

		private final Disposable delivering;

		private boolean closed;

		DeliveryQueue() {
			this.delivering = this.attempts.asFlux()
				.concatMap((attempt) -> post(attempt).doOnNext((status) -> done(attempt, status)))
				.subscribe();
		}

		void accept(WebhookEvent event) {
			if (this.inProgress.get() + this.waiting.get() >= MAX_WAITING) {
				WebhookEndpoint.this.listener.dropped();
				return;
			}
			add(new Attempt(event, 1, WebhookEndpoint.this.clock.now()));
		}

		private synchronized void add(Attempt attempt) {
			if (!this.closed) {
				this.inProgress.incrementAndGet();
				this.attempts.tryEmitNext(attempt);
			}
		}

		private void done(Attempt attempt, int status) {
			RetrySchedule schedule = WebhookEndpoint.this.schedule.get();
			boolean accepted = status >= 200 && status < 300;
			if (!accepted && attempt.number() < schedule.maxAttempts()) {
				retry(new Attempt(attempt.event(), attempt.number() + 1,
						attempt.due().plus(schedule.backoffAfter(attempt.number()))));
			}
			this.inProgress.decrementAndGet();
			WebhookEndpoint.this.listener.progressed();
		}

		/**
		 * The wait starts when the last attempt was due, so that advancing the clock by
		 * days makes all attempts of these days.
		 */
		private void retry(Attempt attempt) {
			Duration wait = Duration.between(WebhookEndpoint.this.clock.now(), attempt.due());
			if (wait.isNegative() || wait.isZero()) {
				add(attempt);
				return;
			}
			this.waiting.incrementAndGet();
			WebhookEndpoint.this.clock.schedule(wait, () -> {
				add(attempt);
				this.waiting.decrementAndGet();
			});
		}

		synchronized void close() {
			this.closed = true;
			this.delivering.dispose();
			this.inProgress.set(0);
			this.waiting.set(0);
			WebhookEndpoint.this.listener.progressed();
		}

	}

}
