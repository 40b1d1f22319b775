package io.github.smsgist.sandbox.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventClock}.
 */
class EventClockTests {

	private static final Instant START = Instant.parse("2026-03-21T10:28:00Z");

	@Test
	void manualClockRunsWhatIsDueInOrder() {
		EventClock clock = new ManualClock(START);
		List<String> run = new ArrayList<>();
		clock.schedule(Duration.ofSeconds(2), () -> run.add("b " + Duration.between(START, clock.now())));
		clock.schedule(Duration.ofSeconds(1), () -> {
			run.add("a " + Duration.between(START, clock.now()));
			clock.schedule(Duration.ofSeconds(1), () -> run.add("c " + Duration.between(START, clock.now())));
		});
		clock.schedule(Duration.ofSeconds(4), () -> run.add("d"));
		clock.schedule(Duration.ZERO, () -> run.add("now"));
		assertThat(run).isEmpty();
		clock.advance(Duration.ZERO);
		assertThat(run).containsExactly("now");
		clock.advance(Duration.ofSeconds(3));
		assertThat(run).containsExactly("now", "a PT1S", "b PT2S", "c PT2S");
		assertThat(clock.now()).isEqualTo(START.plusSeconds(3));
	}

	@Test
	void realClockRunsWhatIsDueByItself() throws Exception {
		EventClock clock = new RealTimeClock("clock");
		try {
			CountDownLatch run = new CountDownLatch(2);
			clock.schedule(Duration.ofMillis(20), run::countDown);
			clock.schedule(Duration.ZERO, run::countDown);
			assertThat(run.await(20, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			clock.close();
		}
	}

	@Test
	void realClockCanBeAdvanced() throws Exception {
		EventClock clock = new RealTimeClock("clock");
		try {
			CountDownLatch run = new CountDownLatch(1);
			Instant before = clock.now();
			clock.schedule(Duration.ofHours(24), run::countDown);
			clock.advance(Duration.ofHours(23));
			assertThat(run.getCount()).isOne();
			clock.advance(Duration.ofHours(1));
			assertThat(run.getCount()).isZero();
			assertThat(clock.now()).isAfterOrEqualTo(before.plus(Duration.ofHours(24)));
			CountDownLatch later = new CountDownLatch(1);
			clock.schedule(Duration.ofMillis(1), later::countDown);
			assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			clock.close();
		}
	}

	@Test
	void clearedTasksDoNotRun() {
		EventClock clock = new ManualClock(START);
		List<String> run = new ArrayList<>();
		clock.schedule(Duration.ofSeconds(1), () -> run.add("a"));
		clock.clear();
		clock.advance(Duration.ofSeconds(2));
		assertThat(run).isEmpty();
	}

}
