package io.github.smsgist.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
	void nobodyCallsInThePauseAndNobodyStampedesAfterIt() {
		try (SmsGistSandbox sandbox = SmsGistSandbox.start();
				ClientApplication client = ClientApplication.start(sandbox,
						"smsgist.rate-limiter.limit-for-period=" + PER_SECOND, "smsgist.rate-limiter.adaptive=false")) {
			client.blocking().getCreditBalance();
			sandbox.faults().next(1).tooManyRequests(PAUSE);
			List<SendReceipt> receipts = Flux.range(0, CALLERS)
				.flatMap((i) -> client.reactive().sendSms("+233245972246", "Message " + i), CALLERS)
				.collectList()
				.block();
			assertThat(receipts).hasSize(CALLERS);
			List<ReceivedRequest> requests = sandbox.requests();
			Instant refusedAt = requests.stream()
				.filter((request) -> request.status() == 429)
				.findFirst()
				.orElseThrow()
				.time();
			Instant opensAt = refusedAt.plus(PAUSE);
			// What was on the wire when the answer came is not called in the pause.
			Instant pausedAt = refusedAt.plusMillis(500);
			assertThat(requests).as("requests in the pause")
				.noneMatch((request) -> request.time().isAfter(pausedAt) && request.time().isBefore(opensAt));
			Instant oneSecondLater = opensAt.plusSeconds(1);
			assertThat(requests.stream()
				.filter((request) -> !request.time().isBefore(opensAt) && request.time().isBefore(oneSecondLater)))
				.as("requests in the first second after the pause")
				.hasSizeBetween(1, PER_SECOND + 1);
			assertThat(sandbox.messageCount()).isEqualTo(CALLERS);
		}
	}

}
