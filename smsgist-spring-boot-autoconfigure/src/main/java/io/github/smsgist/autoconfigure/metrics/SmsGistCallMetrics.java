package io.github.smsgist.autoconfigure.metrics;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.text.LowerCaseName;
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
 * {@link CallListener} that records the recipients, segments, costs, attempts and waits
 * of calls. Their number, duration and outcome are recorded by the observation
 * {@code smsgist.call}. Thread-safe.
 */
final class SmsGistCallMetrics implements CallListener {

	private static final String CLIENT = "smsgist.client";

	private final MeterRegistry registry;

	private final Map<String, List<ClientStatus>> clients = new ConcurrentHashMap<>();

	// Cached, because finding a meter in its registry takes longer than counting.

	private final Map<OperationOfClient, DistributionSummary> attempts = new ConcurrentHashMap<>();

	private final Map<OperationOfClient, Spending> spending = new ConcurrentHashMap<>();

	SmsGistCallMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void started(ClientStatus client) {
		this.clients.computeIfAbsent(client.name(), this::gauges).add(client);
	}

	/**
	 * Register gauges for all clients with a name.
	 */
	private List<ClientStatus> gauges(String name) {
		List<ClientStatus> clients = new CopyOnWriteArrayList<>();
		Tags tags = Tags.of(CLIENT, name);
		Gauge.builder("smsgist.calls.waiting", clients, (all) -> sum(all, ClientStatus::waitingCalls))
			.description("Calls that wait for a permit, the end of a pause or their next attempt")
			.tags(tags)
			.register(this.registry);
		Gauge
			.builder("smsgist.pause.remaining", clients,
					(all) -> all.stream().mapToDouble(SmsGistCallMetrics::pauseSeconds).max().orElse(0))
			.description("Remaining pause after a 429")
			.baseUnit("seconds")
			.tags(tags)
			.register(this.registry);
		Gauge.builder("smsgist.rate", clients, (all) -> sum(all, ClientStatus::permitsPerSecond))
			.description("Current rate of attempts per second")
			.tags(tags)
			.register(this.registry);
		return clients;
	}

	private static double sum(List<ClientStatus> clients, ToDoubleFunction<ClientStatus> value) {
		return clients.stream().mapToDouble(value).sum();
	}

	private static double pauseSeconds(ClientStatus client) {
		return client.remainingPause().toMillis() / 1000.0;
	}

	/**
	 * Remove the meters of a name, because names may be created at run time.
	 */
	@Override
	public void stopped(ClientStatus client) {
		List<ClientStatus> others = this.clients.get(client.name());
		if (others != null && others.remove(client) && others.isEmpty()) {
			this.clients.remove(client.name());
			this.attempts.keySet().removeIf((which) -> which.client().equals(client.name()));
			this.spending.keySet().removeIf((which) -> which.client().equals(client.name()));
			this.registry.getMeters()
				.stream()
				.filter((meter) -> meter.getId().getName().startsWith("smsgist.")
						&& client.name().equals(meter.getId().getTag(CLIENT)))
				.forEach(this.registry::remove);
		}
	}

	@Override
	public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
		Timer.builder("smsgist.wait")
			.description("Time that calls have waited")
			.tag(CLIENT, client.name())
			.tag("reason", LowerCaseName.of(reason))
			.register(this.registry)
			.record(wait);
	}

	@Override
	public void paused(ClientStatus client, Duration pause) {
		Timer.builder("smsgist.pauses")
			.description("Pauses after a 429")
			.tag(CLIENT, client.name())
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
						.description("Attempts per call")
						.tags(key.tags())
						.register(this.registry))
			.record(attempts);
	}

	private Spending spending(OperationOfClient which) {
		return this.spending.computeIfAbsent(which, (key) -> Spending.of(this.registry, key.tags()));
	}

	private record OperationOfClient(String client, Operation operation) {

		Tags tags() {
			return Tags.of(CLIENT, this.client, "smsgist.operation", LowerCaseName.of(this.operation));
		}

	}

	/**
	 * Counters for accepted messages.
	 */
	private record Spending(Counter recipients, Counter segments, Counter cost) {

		static Spending of(MeterRegistry registry, Tags tags) {
			return new Spending(counter(registry, tags, "smsgist.recipients", "Recipients of accepted messages"),
					counter(registry, tags, "smsgist.segments", "Segments of accepted messages, for each recipient"),
					counter(registry, tags, "smsgist.cost",
							"Cost of accepted messages, in the currency of the credits"));
		}

		private static Counter counter(MeterRegistry registry, Tags tags, String name, String description) {
			return Counter.builder(name).description(description).tags(tags).register(registry);
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
