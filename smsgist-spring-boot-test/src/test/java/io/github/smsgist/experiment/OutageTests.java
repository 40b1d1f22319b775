package io.github.smsgist.experiment;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retries do not multiply the load on a service that is down.
 */
class OutageTests {

	@Test
	void retriesAddLittleToAnOutage() {
		check(run(Duration.ofSeconds(4)));
	}

	@Test
	@Tag("experiment")
	void thirtySeconds() {
		Report report = run(Duration.ofSeconds(30));
		Results.print("outage", report.toString());
		check(report);
	}

	private static void check(Report report) {
		assertThat(report.requests()).as("requests in %s", report)
			.isGreaterThanOrEqualTo(report.calls())
			.isLessThanOrEqualTo(report.calls() + report.retriesAllowed());
		assertThat(report.sentAfterwards()).as("sent afterwards in %s", report).isEqualTo(20);
	}

	private static Report run(Duration outage) {
		try (SmsGistSandbox sandbox = SmsGistSandbox.start();
				ClientApplication client = ClientApplication.start(sandbox,
						"smsgist.rate-limiter.limit-for-period=1000", "smsgist.retry.initial-backoff=100ms")) {
			sandbox.faults().always().error(503);
			AtomicInteger calls = new AtomicInteger();
			long downAt = System.nanoTime();
			Flux.interval(Duration.ofMillis(10)).onBackpressureBuffer().take(outage).flatMap((tick) -> {
				calls.incrementAndGet();
				return client.reactive()
					.sendSms("+233245972246", "Hello")
					.onErrorResume(SmsGistException.class, (failure) -> Mono.empty());
			}, 1000).blockLast();
			long requests = sandbox.requestCount();
			sandbox.faults().clear();
			long backAt = System.nanoTime();
			AtomicLong recoveredAt = new AtomicLong();
			int sent = 0;
			for (int i = 0; i < 20; i++) {
				client.blocking().sendSms("+233245972246", "Hello again");
				recoveredAt.compareAndSet(0, System.nanoTime());
				sent++;
			}
			return new Report(calls.get(), requests, sent, Duration.ofNanos(backAt - downAt),
					Duration.ofNanos(recoveredAt.get() - backAt));
		}
	}

	record Report(int calls, long requests, int sentAfterwards, Duration down, Duration firstSentAfter) {

		/**
		 * What was saved before, every tenth call, and one each second.
		 */
		long retriesAllowed() {
			return 20 + calls() / 10 + down().toSeconds() + 1;
		}

	}

}
