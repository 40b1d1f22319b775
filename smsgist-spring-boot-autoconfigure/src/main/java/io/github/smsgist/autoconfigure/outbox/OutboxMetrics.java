package io.github.smsgist.autoconfigure.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.github.smsgist.outbox.OutboxParkedEvent;
import io.github.smsgist.outbox.OutboxSentEvent;
import io.github.smsgist.outbox.OutboxSummary;
import io.github.smsgist.outbox.ParkedReason;
import io.github.smsgist.outbox.SmsGistOutbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.event.TransactionalApplicationListener;
import org.springframework.transaction.event.TransactionalApplicationListenerAdapter;

/**
 * Meters of the outbox. All gauges share one count of the database for ten seconds.
 */
final class OutboxMetrics implements MeterBinder {

	private static final Duration CACHED = Duration.ofSeconds(10);

	private final SmsGistOutbox outbox;

	private final MeterRegistry registry;

	private final Clock clock;

	private @Nullable OutboxSummary summary;

	private @Nullable Instant countedAt;

	OutboxMetrics(SmsGistOutbox outbox, MeterRegistry registry, Clock clock) {
		this.outbox = outbox;
		this.registry = registry;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "smsgist.outbox.pending", "Messages that wait to be sent", OutboxSummary::pending);
		gauge(registry, "smsgist.outbox.parked", "Messages that are parked", OutboxSummary::parkedInTotal);
		Gauge
			.builder("smsgist.outbox.oldest", this,
					(metrics) -> metrics.value((summary) -> summary.oldestAge(this.clock.instant()).toMillis() / 1000d))
			.description("Time for which the oldest pending message has been due")
			.baseUnit("seconds")
			.register(registry);
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<OutboxSummary> count) {
		Gauge.builder(name, this, (metrics) -> metrics.value(count)).description(description).register(registry);
	}

	private synchronized double value(ToDoubleFunction<OutboxSummary> function) {
		Instant now = this.clock.instant();
		OutboxSummary summary = this.summary;
		if (summary == null || this.countedAt == null || !this.countedAt.plus(CACHED).isAfter(now)) {
			summary = this.outbox.summary();
			this.summary = summary;
			this.countedAt = now;
		}
		return function.applyAsDouble(summary);
	}

	/**
	 * Counts after the commit: an event comes again if its transaction is rolled back.
	 */
	List<TransactionalApplicationListener<?>> listeners() {
		return List.of(new SentListener((event) -> count("sent", "none")),
				new ParkedListener((event) -> count("parked", word(event.getPayload().reason()))));
	}

	private void count(String result, String reason) {
		Counter.builder("smsgist.outbox.messages")
			.description("Messages that were sent or parked")
			.tag("result", result)
			.tag("reason", reason)
			.register(this.registry)
			.increment();
	}

	private static String word(ParkedReason reason) {
		return reason.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * A class: a lambda does not say of which event it is, and would be given all.
	 */
	private static final class SentListener
			extends TransactionalApplicationListenerAdapter<PayloadApplicationEvent<OutboxSentEvent>> {

		private SentListener(ApplicationListener<PayloadApplicationEvent<OutboxSentEvent>> listener) {
			super(listener);
		}

	}

	private static final class ParkedListener
			extends TransactionalApplicationListenerAdapter<PayloadApplicationEvent<OutboxParkedEvent>> {

		private ParkedListener(ApplicationListener<PayloadApplicationEvent<OutboxParkedEvent>> listener) {
			super(listener);
		}

	}

}
