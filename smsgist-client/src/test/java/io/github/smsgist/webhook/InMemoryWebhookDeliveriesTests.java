package io.github.smsgist.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.smsgist.MovableClock;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link InMemoryWebhookDeliveries}.
 */
class InMemoryWebhookDeliveriesTests {

	private static final Duration RETENTION = Duration.ofDays(7);

	private final MovableClock clock = new MovableClock(Instant.parse("2026-03-21T10:30:15Z"));

	private final InMemoryWebhookDeliveries deliveries = new InMemoryWebhookDeliveries(3, RETENTION, this.clock);

	private final List<String> handled = new ArrayList<>();

	@Test
	void aDeliveryIsHandledThenRepeated() {
		assertThat(handle("a")).isEqualTo(WebhookOutcome.HANDLED);
		assertThat(handle("a")).isEqualTo(WebhookOutcome.REPEATED);
		assertThat(handle("b")).isEqualTo(WebhookOutcome.HANDLED);
		assertThat(this.handled).containsExactly("a", "b");
	}

	@Test
	void aDeliveryInProgressIsBusyHoweverLongItTakes() {
		this.deliveries.handleOnce("a", () -> {
			this.clock.advance(RETENTION.multipliedBy(2));
			assertThat(handle("a")).isEqualTo(WebhookOutcome.BUSY);
			assertThat(handle("b")).isEqualTo(WebhookOutcome.HANDLED);
		});
		assertThat(handle("a")).isEqualTo(WebhookOutcome.REPEATED);
	}

	@Test
	void aDeliveryWhoseHandlerFailedIsHandledAgain() {
		assertThatIllegalStateException().isThrownBy(() -> this.deliveries.handleOnce("a", () -> {
			throw new IllegalStateException("database is down");
		})).withMessage("database is down");
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.deliveries.handleOnce("a", () -> {
			throw new OutOfMemoryError();
		}));
		assertThat(handle("a")).isEqualTo(WebhookOutcome.HANDLED);
	}

	@Test
	void aHandledDeliveryIsRememberedUntilItExpires() {
		handle("a");
		this.clock.advance(RETENTION);
		assertThat(handle("a")).isEqualTo(WebhookOutcome.REPEATED);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(handle("a")).isEqualTo(WebhookOutcome.HANDLED);
	}

	@Test
	void expiredDeliveriesAreForgotten() {
		handle("a");
		handle("b");
		this.clock.advance(RETENTION.plusNanos(1));
		handle("c");
		assertThat(this.deliveries.size()).isEqualTo(1);
	}

	@Test
	void whenFullTheEldestHandledDeliveryIsForgotten() {
		List.of("a", "b", "c", "d").forEach(this::handle);
		assertThat(this.deliveries.size()).isEqualTo(3);
		assertThat(List.of("b", "c", "d"))
			.allSatisfy((id) -> assertThat(handle(id)).isEqualTo(WebhookOutcome.REPEATED));
		assertThat(handle("a")).isEqualTo(WebhookOutcome.HANDLED);
	}

	@Test
	void asManyDeliveriesAsFitCanBeInProgressAtATime() {
		this.deliveries.handleOnce("a", () -> this.deliveries.handleOnce("b", () -> {
			this.deliveries.handleOnce("c", () -> assertThat(handle("d")).isEqualTo(WebhookOutcome.BUSY));
			assertThat(handle("d")).isEqualTo(WebhookOutcome.HANDLED);
		}));
	}

	@Test
	void ofManyAtTheSameTimeOneIsHandled() throws Exception {
		InMemoryWebhookDeliveries shared = new InMemoryWebhookDeliveries();
		AtomicInteger count = new AtomicInteger();
		int threads = 8;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CountDownLatch start = new CountDownLatch(1);
			Callable<Boolean> handleAll = () -> {
				start.await();
				IntStream.range(0, 1000).forEach((id) -> shared.handleOnce("id-" + id, count::incrementAndGet));
				return true;
			};
			List<Future<Boolean>> results = IntStream.range(0, threads)
				.mapToObj((i) -> executor.submit(handleAll))
				.toList();
			start.countDown();
			for (Future<Boolean> result : results) {
				assertThat(result.get()).isTrue();
			}
			assertThat(count).hasValue(1000);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void aMemoryForNothingIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InMemoryWebhookDeliveries(0, RETENTION, Clock.systemUTC()));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InMemoryWebhookDeliveries(1, Duration.ZERO, Clock.systemUTC()));
	}

	private WebhookOutcome handle(String id) {
		return this.deliveries.handleOnce(id, () -> this.handled.add(id));
	}

}
