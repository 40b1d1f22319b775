package io.github.smsgist.autoconfigure.metrics;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.resilience.Call;
import io.github.smsgist.resilience.CallListener;
import io.github.smsgist.resilience.CallPolicy;
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

	SmsGistCallMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void started(CallPolicy policy) {
		Tags tags = Tags.of("smsgist.client", policy.name());
		Gauge.builder("smsgist.calls.waiting", policy, CallPolicy::waitingCalls)
			.description("Calls that wait for a permit, the end of a pause or their next attempt")
			.tags(tags)
			.register(this.registry);
		Gauge.builder("smsgist.pause.remaining", policy, (paused) -> paused.remainingPause().toMillis() / 1000.0)
			.description("Time until calls are made again after a 429")
			.baseUnit("seconds")
			.tags(tags)
			.register(this.registry);
		Gauge.builder("smsgist.rate", policy, CallPolicy::permitsPerSecond)
			.description("Attempts per second that are let through at present")
			.tags(tags)
			.register(this.registry);
	}

	@Override
	public void waiting(CallPolicy policy, Call call, Duration wait, WaitReason reason) {
		Timer.builder("smsgist.wait")
			.description("Time that calls were made to wait")
			.tag("smsgist.client", policy.name())
			.tag("reason", word(reason))
			.register(this.registry)
			.record(wait);
	}

	@Override
	public void paused(CallPolicy policy, Duration pause) {
		Timer.builder("smsgist.pauses")
			.description("Pauses after a 429")
			.tag("smsgist.client", policy.name())
			.register(this.registry)
			.record(pause);
	}

	@Override
	public void succeeded(CallPolicy policy, Call call, int attempts, Object answer) {
		attempts(policy, call.operation(), attempts);
		if (answer instanceof SendReceipt receipt) {
			count(policy, call.operation(), receipt.recipientsCount(), receipt.segments(), receipt.totalCost());
		}
		else if (answer instanceof RetryReceipt receipt) {
			count(policy, call.operation(), receipt.recipientsCount(), null, receipt.totalCost());
		}
	}

	@Override
	public void failed(CallPolicy policy, SmsGistException failure) {
		attempts(policy, failure.operation(), failure.attempts());
	}

	private void attempts(CallPolicy policy, Operation operation, int attempts) {
		DistributionSummary.builder("smsgist.attempts")
			.description("Requests that one call took")
			.tags(tags(policy, operation))
			.register(this.registry)
			.record(attempts);
	}

	private void count(CallPolicy policy, Operation operation, @Nullable Integer recipients,
			@Nullable Integer segmentsEach, @Nullable BigDecimal cost) {
		Tags tags = tags(policy, operation);
		int reached = (recipients != null) ? recipients : 0;
		this.registry.counter("smsgist.recipients", tags).increment(reached);
		if (segmentsEach != null) {
			this.registry.counter("smsgist.segments", tags).increment((double) segmentsEach * reached);
		}
		if (cost != null) {
			this.registry.counter("smsgist.cost", tags).increment(cost.doubleValue());
		}
	}

	private static Tags tags(CallPolicy policy, Operation operation) {
		return Tags.of("smsgist.client", policy.name(), "smsgist.operation", word(operation));
	}

	private static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
