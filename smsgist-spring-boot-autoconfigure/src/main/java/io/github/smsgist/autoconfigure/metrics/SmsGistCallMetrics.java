package io.github.smsgist.autoconfigure.metrics;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.smsgist.client.Call;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what calls cost: recipients, segments, money, attempts and waits. How many calls
 * there are, how long they take and how they end is told by their observation,
 * {@code smsgist.call}. Thread-safe.
 */
final class SmsGistCallMetrics implements CallListener {

	private final MeterRegistry registry;

	// Kept, for finding a meter in its registry costs more than the counting.

	private final Map<OperationOfClient, DistributionSummary> attempts = new ConcurrentHashMap<>();

	private final Map<OperationOfClient, Spending> spending = new ConcurrentHashMap<>();

	SmsGistCallMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void started(ClientStatus client) {
		Tags tags = Tags.of("smsgist.client", client.name());
		Gauge.builder("smsgist.calls.waiting", client, ClientStatus::waitingCalls)
			.description("Calls that wait for a permit, the end of a pause or their next attempt")
			.tags(tags)
			.register(this.registry);
		Gauge.builder("smsgist.pause.remaining", client, (paused) -> paused.remainingPause().toMillis() / 1000.0)
			.description("Time until calls are made again after a 429")
			.baseUnit("seconds")
			.tags(tags)
			.register(this.registry);
		Gauge.builder("smsgist.rate", client, ClientStatus::permitsPerSecond)
			.description("Attempts per second that are let through at present")
			.tags(tags)
			.register(this.registry);
	}

	@Override
	public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
		Timer.builder("smsgist.wait")
			.description("Time that calls were made to wait")
			.tag("smsgist.client", client.name())
			.tag("reason", word(reason))
			.register(this.registry)
			.record(wait);
	}

	@Override
	public void paused(ClientStatus client, Duration pause) {
		Timer.builder("smsgist.pauses")
			.description("Pauses after a 429")
			.tag("smsgist.client", client.name())
			.register(this.registry)
			.record(pause);
	}

	@Override
	public void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
		OperationOfClient which = new OperationOfClient(client.name(), call.operation());
		record(which, attempts);
		if (answer instanceof SendReceipt receipt) {
			spending(which).count(receipt.recipientsCount(), receipt.segments(), receipt.totalCost());
		}
		else if (answer instanceof RetryReceipt receipt) {
			spending(which).count(receipt.recipientsCount(), null, receipt.totalCost());
		}
	}

	@Override
	public void failed(ClientStatus client, SmsGistException failure) {
		record(new OperationOfClient(client.name(), failure.getOperation()), failure.getAttempts());
	}

	private void record(OperationOfClient which, int attempts) {
		this.attempts
			.computeIfAbsent(which,
					(key) -> DistributionSummary.builder("smsgist.attempts")
						.description("Requests that one call took")
						.tags(key.tags())
						.register(this.registry))
			.record(attempts);
	}

	private Spending spending(OperationOfClient which) {
		return this.spending.computeIfAbsent(which, (key) -> Spending.of(this.registry, key.tags()));
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private record OperationOfClient(String client, Operation operation) {

		Tags tags() {
			return Tags.of("smsgist.client", this.client, "smsgist.operation", word(this.operation));
		}

	}

	/**
	 * What accepted messages reach and cost.
	 */
	private record Spending(Counter recipients, Counter segments, Counter cost) {

		static Spending of(MeterRegistry registry, Tags tags) {
			return new Spending(registry.counter("smsgist.recipients", tags),
					registry.counter("smsgist.segments", tags), registry.counter("smsgist.cost", tags));
		}

		void count(@Nullable Integer recipients, @Nullable Integer segmentsEach, @Nullable BigDecimal cost) {
			int reached = (recipients != null) ? recipients : 0;
			this.recipients.increment(reached);
			if (segmentsEach != null) {
				this.segments.increment((double) segmentsEach * reached);
			}
			if (cost != null) {
				this.cost.increment(cost.doubleValue());
			}
		}

	}

}
