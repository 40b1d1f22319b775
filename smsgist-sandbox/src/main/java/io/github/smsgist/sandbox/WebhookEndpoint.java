package io.github.smsgist.sandbox;

import java.net.URI;
import java.time.Duration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.Unpooled;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;

/**
 * One receiver of webhooks, with the line of events that wait for it.
 */
final class WebhookEndpoint {

	private final URI url;

	private final WebhookSigner signer;

	private final HttpClient client;

	private final SandboxWebhooks webhooks;

	private volatile Line line;

	WebhookEndpoint(URI url, WebhookSigner signer, HttpClient client, SandboxWebhooks webhooks) {
		this.url = url;
		this.signer = signer;
		this.client = client;
		this.webhooks = webhooks;
		this.line = new Line();
	}

	URI url() {
		return this.url;
	}

	/**
	 * Put an event at the end of the line. Not to be called by two threads at a time.
	 * @param event the event
	 */
	void enqueue(SandboxWebhooks.Event event) {
		this.line.add(event);
	}

	/**
	 * Return how many events are waiting or on their way.
	 * @return the number of events
	 */
	int underWay() {
		return this.line.underWay.get();
	}

	void clear() {
		Line old = this.line;
		this.line = new Line();
		old.close();
	}

	void close() {
		this.line.close();
	}

	private Mono<Void> deliver(SandboxWebhooks.Event event, int attempt, Duration backoff) {
		return post(event).onErrorReturn(0).elapsed().flatMap((answer) -> {
			SandboxWebhooks.Payload payload = event.payload();
			Duration duration = Duration.ofMillis(answer.getT1());
			WebhookDelivery delivery = new WebhookDelivery(this.url, payload.event(), payload.messageId(),
					payload.recipientId(), attempt, answer.getT2(), Instant.now().minus(duration), duration,
					new String(event.body(), StandardCharsets.UTF_8));
			this.webhooks.attempted(delivery);
			if (delivery.isAccepted() || attempt >= this.webhooks.maxAttempts()) {
				return Mono.empty();
			}
			return Mono.delay(backoff).then(deliver(event, attempt + 1, backoff.multipliedBy(2)));
		});
	}

	private Mono<Integer> post(SandboxWebhooks.Event event) {
		return Mono.defer(() -> {
			Instant time = Instant.now().minus(event.misbehaviour().late());
			String timestamp = Long.toString(time.getEpochSecond());
			String signature = this.signer.sign(timestamp, event.body());
			return this.client
				.headers((headers) -> headers.set("Content-Type", "application/json")
					.set("X-SMSGist-Timestamp", timestamp)
					.set("X-SMSGist-Signature", event.misbehaviour().badSignature() ? spoil(signature) : signature))
				.post()
				.uri(this.url)
				.send(Mono.just(Unpooled.wrappedBuffer(event.body())))
				.response()
				.map((response) -> response.status().code());
		});
	}

	private String spoil(String signature) {
		int last = signature.length() - 1;
		return signature.substring(0, last) + ((signature.charAt(last) == '0') ? '1' : '0');
	}

	/**
	 * Events in their order, delivered one after the other.
	 */
	private final class Line {

		private final Sinks.Many<SandboxWebhooks.Event> events = Sinks.many().unicast().onBackpressureBuffer();

		private final AtomicInteger underWay = new AtomicInteger();

		private final Disposable delivering;

		Line() {
			this.delivering = this.events.asFlux()
				.concatMap((event) -> deliver(event, 1, WebhookEndpoint.this.webhooks.firstBackoff())
					.doFinally((signal) -> done()))
				.subscribe();
		}

		void add(SandboxWebhooks.Event event) {
			this.underWay.incrementAndGet();
			this.events.tryEmitNext(event);
		}

		void close() {
			this.delivering.dispose();
			this.underWay.set(0);
			WebhookEndpoint.this.webhooks.finished();
		}

		private void done() {
			this.underWay.decrementAndGet();
			WebhookEndpoint.this.webhooks.finished();
		}

	}

}
