package io.github.smsgist.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.smsgist.webhook.WebhookDeliveries.Claim;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InMemoryWebhookDeliveries}.
 */
class InMemoryWebhookDeliveriesTests {

	private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

	private final TurnableClock clock = new TurnableClock(Instant.parse("2026-03-21T10:30:15Z"));

	private final InMemoryWebhookDeliveries deliveries = new InMemoryWebhookDeliveries(3, this.clock);

	@Test
	void aDeliveryIsGrantedThenBusyThenHandled() {
		assertThat(claim("a")).isEqualTo(Claim.GRANTED);
		assertThat(claim("a")).isEqualTo(Claim.BUSY);
		assertThat(claim("b")).isEqualTo(Claim.GRANTED);
		this.deliveries.confirm("a");
		assertThat(claim("a")).isEqualTo(Claim.HANDLED);
		assertThat(claim("b")).isEqualTo(Claim.BUSY);
	}

	@Test
	void aReleasedDeliveryIsGrantedAgain() {
		claim("a");
		this.deliveries.release("a");
		assertThat(claim("a")).isEqualTo(Claim.GRANTED);
	}

	@Test
	void aHandledDeliveryIsRememberedUntilItExpires() {
		handle("a");
		this.clock.turn(TIME_TO_LIVE);
		assertThat(claim("a")).isEqualTo(Claim.HANDLED);
		this.clock.turn(Duration.ofNanos(1));
		assertThat(claim("a")).isEqualTo(Claim.GRANTED);
	}

	@Test
	void aClaimThatNobodyEndedExpires() {
		claim("a");
		this.clock.turn(TIME_TO_LIVE.plusNanos(1));
		assertThat(claim("a")).isEqualTo(Claim.GRANTED);
	}

	@Test
	void expiredDeliveriesAreForgotten() {
		handle("a");
		claim("b");
		assertThat(this.deliveries.size()).isEqualTo(2);
		this.clock.turn(TIME_TO_LIVE.plusNanos(1));
		claim("c");
		assertThat(this.deliveries.size()).isEqualTo(1);
	}

	@Test
	void whenFullTheEldestHandledDeliveryIsForgotten() {
		List.of("a", "b", "c", "d").forEach(this::handle);
		assertThat(this.deliveries.size()).isEqualTo(3);
		assertThat(claim("a")).isEqualTo(Claim.GRANTED);
		assertThat(List.of("b", "c", "d")).allSatisfy((id) -> assertThat(claim(id)).isEqualTo(Claim.HANDLED));
	}

	@Test
	void asManyDeliveriesAsFitCanBeAtWorkAtATime() {
		List.of("a", "b", "c").forEach(this::claim);
		assertThat(claim("d")).isEqualTo(Claim.BUSY);
		this.deliveries.release("b");
		assertThat(claim("d")).isEqualTo(Claim.GRANTED);
	}

	@Test
	void confirmWithoutAClaimRemembersNothing() {
		this.deliveries.confirm("a");
		assertThat(claim("a")).isEqualTo(Claim.GRANTED);
	}

	@Test
	void ofManyClaimsAtTheSameTimeOneIsGranted() throws Exception {
		InMemoryWebhookDeliveries shared = new InMemoryWebhookDeliveries(1000, Clock.systemUTC());
		int threads = 8;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CountDownLatch start = new CountDownLatch(1);
			Callable<Long> claimAll = () -> {
				start.await();
				return IntStream.range(0, 1000)
					.filter((id) -> shared.claim("id-" + id, TIME_TO_LIVE) == Claim.GRANTED)
					.count();
			};
			List<Future<Long>> counts = IntStream.range(0, threads).mapToObj((i) -> executor.submit(claimAll)).toList();
			start.countDown();
			long granted = 0;
			for (Future<Long> count : counts) {
				granted += count.get();
			}
			assertThat(granted).isEqualTo(1000);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void aCapacityOfNothingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryWebhookDeliveries(0, this.clock));
	}

	private Claim claim(String id) {
		return this.deliveries.claim(id, TIME_TO_LIVE);
	}

	private void handle(String id) {
		assertThat(claim(id)).isEqualTo(Claim.GRANTED);
		this.deliveries.confirm(id);
	}

}
