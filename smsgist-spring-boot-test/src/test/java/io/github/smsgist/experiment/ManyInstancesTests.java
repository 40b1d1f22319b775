package io.github.smsgist.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.internal.resilience.RateLimiterSettings;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Several clients, each with its own event loops and connections, on one account that
 * allows 100 requests a second.
 */
@Tag("experiment")
class ManyInstancesTests {

	private static final int PER_SECOND = 100;

	private static final Duration WARM_UP = Duration.ofSeconds(20);

	private static final Duration MEASURED = Duration.ofSeconds(40);

	@Test
	void shareOneAccount() throws Exception {
		StringBuilder table = new StringBuilder(
				"| clients | limiter | use | 429s | fairness |\n|---|---|---|---|---|\n");
		for (int clients : new int[] { 1, 4, 16 }) {
			for (String limiter : List.of("none", "fixed", "adaptive")) {
				table.append(run(clients, limiter));
			}
		}
		Results.print("many-instances", table.toString());
	}

	private static String run(int clients, String limiter) throws Exception {
		List<Instance> instances = new ArrayList<>();
		try (SmsGistSandbox sandbox = SmsGistSandbox.builder().balance("100000000").start()) {
			sandbox.faults().limitPerSecond(PER_SECOND);
			IntStream.range(0, clients).forEach((i) -> instances.add(new Instance(sandbox, limiter, "client-" + i)));
			instances.forEach(Instance::start);
			Mono.delay(WARM_UP).block();
			instances.forEach(Instance::forget);
			Mono.delay(MEASURED).block();
			long accepted = instances.stream().mapToLong((instance) -> instance.accepted.get()).sum();
			long refused = instances.stream().mapToLong((instance) -> instance.refused.get()).sum();
			double squares = instances.stream().mapToDouble((instance) -> Math.pow(instance.accepted.get(), 2)).sum();
			return "| %d | %s | %.1f %% | %.2f %% | %.3f |%n".formatted(clients, limiter,
					100.0 * accepted / (PER_SECOND * MEASURED.toSeconds()), 100.0 * refused / (accepted + refused),
					Math.pow(accepted, 2) / (clients * squares));
		}
		finally {
			instances.forEach(Instance::stop);
		}
	}

	private static final class Instance implements CallListener {

		private static final int CALLERS = 32;

		private final AtomicLong accepted = new AtomicLong();

		private final AtomicLong refused = new AtomicLong();

		private final LoopResources loops;

		private final ConnectionProvider connections;

		private final ReactiveSmsGistTemplate template;

		private Disposable running = () -> {
		};

		Instance(SmsGistSandbox sandbox, String limiter, String name) {
			this.loops = LoopResources.create(name, 1, true);
			this.connections = ConnectionProvider.create(name, CALLERS * 2);
			HttpClient http = HttpClient.create(this.connections).runOn(this.loops).disableRetry(true);
			SmsGistTemplateBuilder builder = SmsGistTemplateBuilder
				.create(WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)))
				.connection(new SmsGistConnection(sandbox.url(), sandbox.credentials().clientId(),
						sandbox.credentials().clientSecret(), sandbox.credentials().appSecretKey()))
				.rateLimiter(
						RateLimiterSettings.smooth(PER_SECOND, Duration.ofSeconds(1), Duration.ofSeconds(20)).build())
				.listener(this);
			this.template = switch (limiter) {
				case "none" -> builder.noRateLimiter().buildReactive();
				case "fixed" -> builder.fixedRate().buildReactive();
				default -> builder.buildReactive();
			};
		}

		void start() {
			this.running = Flux.range(0, CALLERS)
				.flatMap((caller) -> this.template.sendSms("+233245972246", "Hello")
					.onErrorResume(SmsGistException.class, (failure) -> Mono.empty())
					.repeat(), CALLERS)
				.subscribe();
		}

		void forget() {
			this.accepted.set(0);
			this.refused.set(0);
		}

		void stop() {
			this.running.dispose();
			this.connections.disposeLater().then(this.loops.disposeLater()).block();
		}

		@Override
		public void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
			this.accepted.incrementAndGet();
		}

		@Override
		public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
			count(failure);
		}

		@Override
		public void failed(ClientStatus client, SmsGistException failure) {
			count(failure);
		}

		private void count(SmsGistException failure) {
			if (Integer.valueOf(429).equals(failure.getHttpStatus())) {
				this.refused.incrementAndGet();
			}
		}

	}

}
