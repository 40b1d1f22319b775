package io.github.smsgist.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.sandbox.ReceivedRequest;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A 429 pauses everyone, over real sockets.
 */
class PauseTests {

	private static final int CALLERS = 200;

	private static final int PER_SECOND = 50;

	private static final Duration PAUSE = Duration.ofSeconds(3);

	@Test
	void nobodyCallsInThePauseAndNobodyStampedesAfterIt() throws InterruptedException {
		CountDownLatch paused = new CountDownLatch(1);
		CallListener listener = new CallListener() {

			@Override
			public void paused(ClientStatus client, Duration pause) {
				paused.countDown();
			}

		};
		try (SmsGistSandbox sandbox = SmsGistSandbox.start();
				ClientApplication client = ClientApplication.start(sandbox, listener,
						"smsgist.rate-limiter.limit-for-period=" + PER_SECOND, "smsgist.rate-limiter.adaptive=false")) {
			sandbox.faults().next(1).tooManyRequests(PAUSE);
			CompletableFuture<SendReceipt> first = client.reactive().sendSms("+233245972246", "Hello").toFuture();
			assertThat(paused.await(1, TimeUnit.MINUTES)).isTrue();
			List<SendReceipt> others = Flux.range(1, CALLERS - 1)
				.flatMap((i) -> client.reactive().sendSms("+233245972246", "Message " + i), CALLERS)
				.collectList()
				.block();
			assertThat(others).hasSize(CALLERS - 1);
			assertThat(first).succeedsWithin(Duration.ofMinutes(1));
			List<Instant> times = sandbox.requests().stream().map(ReceivedRequest::time).sorted().toList();
			assertThat(times).hasSize(CALLERS + 1);
			Instant opensAt = times.get(0).plus(PAUSE);
			assertThat(times.subList(1, times.size())).as("requests after the 429")
				.noneMatch((time) -> time.isBefore(opensAt));
			assertThat(times).filteredOn((time) -> !time.isBefore(opensAt) && time.isBefore(opensAt.plusSeconds(1)))
				.as("requests in the first second after the pause")
				.hasSizeLessThanOrEqualTo(PER_SECOND + 1);
			assertThat(sandbox.messageCount()).isEqualTo(CALLERS);
		}
	}

}
