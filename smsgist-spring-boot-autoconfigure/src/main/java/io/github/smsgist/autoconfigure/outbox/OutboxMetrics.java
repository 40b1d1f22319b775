package io.github.smsgist.autoconfigure.outbox;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.github.smsgist.internal.text.LowerCaseName;
import io.github.smsgist.outbox.OutboxParkedEvent;
import io.github.smsgist.outbox.OutboxSentEvent;
import io.github.smsgist.outbox.OutboxSummary;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.event.TransactionalApplicationListener;
import org.springframework.transaction.event.TransactionalApplicationListenerAdapter;

/**
 * {@link MeterBinder} for the outbox.
 */
final class OutboxMetrics implements MeterBinder {

	private final OutboxCount count;

	private final MeterRegistry registry;

	OutboxMetrics(OutboxCount count, MeterRegistry registry) {
		this.count = count;
		this.registry = registry;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "smsgist.outbox.pending", "Messages that wait to be sent", OutboxSummary::pending);
		gauge(registry, "smsgist.outbox.parked", "Messages that are parked", OutboxSummary::parkedInTotal);
		Gauge.builder("smsgist.outbox.oldest", this.count, (count) -> count.oldestAge().toMillis() / 1000d)
			.description("Time for which the oldest pending message has been due")
			.baseUnit("seconds")
			.register(registry);
	}

	private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<OutboxSummary> value) {
		Gauge.builder(name, this.count, (count) -> value.applyAsDouble(count.get()))
			.description(description)
			.register(registry);
	}

	/**
	 * Return listeners that count after the commit. An event whose transaction is rolled
	 * back is published again.
	 */
	List<TransactionalApplicationListener<?>> listeners() {
		return List.of(new SentListener((event) -> count("sent", "none")),
				new ParkedListener((event) -> count("parked", LowerCaseName.of(event.getPayload().reason()))));
	}

	private void count(String result, String reason) {
		Counter.builder("smsgist.outbox.messages")
			.description("Messages that were sent or parked")
			.tag("result", result)
			.tag("reason", reason)
			.register(this.registry)
			.increment();
	}

	/**
	 * A class, because the event type of a lambda is unknown at run time.
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
