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
 * A receiver of webhooks. Events are delivered in order, one after the other. One that is
 * not taken is tried again when the clock says so, and the next need not wait for that.
 */
public final class WebhookEndpoint {

	/**
	 * The most events that may wait, for their first delivery or for another.
	 */
	private static final int MAX_WAITING = 10_000;

	private final URI url;

	private final WebhookSigner signer;

	private final HttpClient client;

	private final EventClock clock;

	private final Supplier<RetrySchedule> schedule;

	private final DeliveryListener listener;

	private volatile Line line;

	public WebhookEndpoint(URI url, WebhookSigner signer, HttpClient client, EventClock clock,
			Supplier<RetrySchedule> schedule, DeliveryListener listener) {
		this.url = url;
		this.signer = signer;
		this.client = client;
		this.clock = clock;
		this.schedule = schedule;
		this.listener = listener;
		this.line = new Line();
	}

	public URI url() {
		return this.url;
	}

	/**
	 * Put an event at the end of the line. Not to be called by two threads at a time.
	 * @param event the event
	 */
	public void enqueue(WebhookEvent event) {
		this.line.accept(event);
	}

	/**
	 * Return how many events are in line or on their way.
	 * @return the number of events
	 */
	public int underWay() {
		return this.line.underWay.get();
	}

	/**
	 * Return how many events wait for another attempt.
	 * @return the number of events
	 */
	public int waiting() {
		return this.line.waiting.get();
	}

	public void clear() {
		Line old = this.line;
		this.line = new Line();
		old.close();
	}

	public void close() {
		this.line.close();
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
	 * An attempt to deliver an event.
	 *
	 * @param event the event
	 * @param number the number of the attempt, from 1
	 * @param due when it is due by the clock
	 */
	private record Attempt(WebhookEvent event, int number, Instant due) {

	}

	/**
	 * Attempts in their order, made one after the other.
	 */
	private final class Line {

		private final Sinks.Many<Attempt> attempts = Sinks.many().unicast().onBackpressureBuffer();

		private final AtomicInteger underWay = new AtomicInteger();

		private final AtomicInteger waiting = new AtomicInteger();

		private final Disposable delivering;

		private boolean closed;

		Line() {
			this.delivering = this.attempts.asFlux()
				.concatMap((attempt) -> post(attempt).doOnNext((status) -> done(attempt, status)))
				.subscribe();
		}

		void accept(WebhookEvent event) {
			if (this.underWay.get() + this.waiting.get() >= MAX_WAITING) {
				WebhookEndpoint.this.listener.dropped();
				return;
			}
			add(new Attempt(event, 1, WebhookEndpoint.this.clock.now()));
		}

		private synchronized void add(Attempt attempt) {
			if (!this.closed) {
				this.underWay.incrementAndGet();
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
			this.underWay.decrementAndGet();
			WebhookEndpoint.this.listener.progressed();
		}

		/**
		 * The wait is counted from when the attempt was due, so that a clock that was
		 * advanced by days makes all attempts of these days.
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
			this.underWay.set(0);
			this.waiting.set(0);
			WebhookEndpoint.this.listener.progressed();
		}

	}

}
