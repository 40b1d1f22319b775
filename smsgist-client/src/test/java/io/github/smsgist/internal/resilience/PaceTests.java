package io.github.smsgist.internal.resilience;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Pace}.
 */
class PaceTests {

	private static final long SECOND = 1_000_000_000L;

	private static final int SEEDS = 6;

	private final AtomicLong now = new AtomicLong(1);

	private final Pace pace = new Pace(this.now::get, 50);

	@Test
	void doesNothingWithoutA429() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.pace.reserve(0)).isZero();
			this.pace.accepted();
		}
		assertThat(this.pace.perSecond()).isEqualTo(50);
	}

	@ParameterizedTest
	@ValueSource(ints = { 30, 32, 34 })
	void firstDecreaseLeadsToTheAcceptedRate(int calls) {
		take(calls, 10);
		this.pace.throttled(this.now.get());
		assertThat(this.pace.perSecond()).isBetween(7.0, 10.5);
	}

	@Test
	void aLone429AfterALullHalvesIt() {
		this.now.addAndGet(3600 * SECOND);
		this.pace.throttled(this.now.get());
		assertThat(this.pace.perSecond()).isEqualTo(25);
	}

	@Test
	void whatTheServiceTookSecondsAgoSaysNothing() {
		takeFor(3, 40);
		this.now.addAndGet(2 * SECOND);
		this.pace.throttled(this.now.get());
		assertThat(this.pace.perSecond()).isEqualTo(25);
	}

	@Test
	void halfASecondWithoutAcceptedCallsResetsTheAcceptedRate() {
		takeFor(3, 40);
		this.now.addAndGet(SECOND);
		this.pace.accepted();
		this.now.addAndGet(SECOND / 4);
		this.pace.throttled(this.now.get());
		assertThat(this.pace.perSecond()).isEqualTo(25);
	}

	@Test
	void oneBunchOf429sDoesNotDefineTheRate() {
		this.pace.accepted();
		long startedAt = this.now.addAndGet(SECOND / 50);
		this.now.addAndGet(SECOND / 10);
		for (int i = 0; i < 10; i++) {
			this.pace.throttled(startedAt);
		}
		assertThat(this.pace.perSecond()).isEqualTo(25);
	}

	@Test
	void theRateIsHalvedUntilTheServiceAcceptsAllCalls() {
		this.pace.throttled(this.now.get());
		for (double expected : new double[] { 12.5, 6.25 }) {
			this.now.addAndGet(1);
			this.pace.accepted();
			this.pace.throttled(this.now.get());
			assertThat(this.pace.perSecond()).isCloseTo(expected, within(0.01));
		}
		for (int i = 0; i < 7; i++) {
			this.pace.accepted();
		}
		this.now.addAndGet(1);
		this.pace.throttled(this.now.get());
		assertThat(this.pace.perSecond()).isCloseTo(6.25 * 0.7, within(0.01));
	}

	@Test
	void anApplicationThatCallsRarelyIsNotStopped() {
		takeFor(3, 3);
		this.pace.throttled(this.now.get());
		assertThat(this.pace.perSecond()).isBetween(4.0, 5.0);
	}

	/**
	 * A service that takes few calls at once refuses some before it has taken enough to
	 * tell its limit.
	 */
	@ParameterizedTest
	@CsvSource({ "100, 200, 10, 0.90", "20, 50, 5, 0.90", "45, 50, 5, 0.90", "40, 200, 5, 0.88" })
	void theFirstMinuteIsUsedThoughTheServiceTakesFewAtOnce(int limit, double ceiling, int burst, double use) {
		double average = average((seed) -> {
			PaceSimulation.Result result = new PaceSimulation(1, ceiling, true,
					new PaceSimulation.Service(limit, burst, 0), seed)
				.run(0, 60);
			assertThat(result.refused()).as("429s in %s", result).isLessThan(0.02);
			return result.use();
		});
		assertThat(average).isGreaterThan(use);
	}

	@Test
	void refusalsInQuickSuccessionBringItDownFurther() {
		takeFor(3, 40);
		this.pace.throttled(this.now.get());
		double first = this.pace.perSecond();
		this.now.addAndGet(SECOND);
		double before = this.pace.perSecond();
		this.pace.throttled(this.now.get());
		assertThat(first / 40).isBetween(0.80, 0.87);
		assertThat(this.pace.perSecond() / before).isBetween(0.69, 0.71);
	}

	@Test
	void manyCallsOfOneBurstBringItDownOnce() {
		takeFor(3, 10);
		long startedAt = this.now.get();
		this.now.addAndGet(SECOND / 100);
		this.pace.throttled(startedAt);
		double once = this.pace.perSecond();
		for (int i = 0; i < 64; i++) {
			this.pace.throttled(startedAt);
		}
		assertThat(this.pace.perSecond()).isEqualTo(once);
	}

	@Test
	void neverStopsAltogether() {
		for (int i = 0; i < 1000; i++) {
			this.now.addAndGet(SECOND / 10);
			this.pace.throttled(this.now.get());
		}
		assertThat(this.pace.perSecond()).isGreaterThanOrEqualTo(0.5);
	}

	@Test
	void recoversToTheLimitAndIsGoneThen() {
		takeFor(3, 10);
		this.pace.throttled(this.now.get());
		this.now.addAndGet(90 * SECOND);
		assertThat(this.pace.perSecond()).isEqualTo(50);
		assertThat(this.pace.reserve(0)).isZero();
		assertThat(this.pace.reserve(0)).isZero();
	}

	@Test
	void slotsAreSpacedAndNoneIsTakenBeyondTheLongestWait() {
		takeFor(3, 10);
		this.pace.throttled(this.now.get());
		long spacing = (long) (1e9 / this.pace.perSecond());
		assertThat(this.pace.reserve(Long.MAX_VALUE)).isZero();
		assertThat(this.pace.reserve(Long.MAX_VALUE)).isEqualTo(spacing);
		assertThat(this.pace.reserve(2 * spacing - 1)).isEqualTo(-1);
		assertThat(this.pace.reserve(2 * spacing)).isEqualTo(2 * spacing);
	}

	/**
	 * A service that takes 100 calls a second, clients that would make 200 each. What a
	 * fixed limit gives stands beside it, to show that the experiment can fail.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 0", "4, 0", "16, 0", "1, 1", "4, 1", "16, 1" })
	void independentClientsShareTheServicesLimit(int clients, double retryAfterSeconds) {
		PaceSimulation.Result adaptive = average(clients, retryAfterSeconds, true);
		assertThat(adaptive.use()).as("use in %s", adaptive).isGreaterThan(0.95);
		assertThat(adaptive.refused()).as("429s in %s", adaptive).isLessThan(0.02);
		assertThat(adaptive.fairness()).as("fairness in %s", adaptive).isGreaterThan(0.95);
		if (clients > 1) {
			PaceSimulation.Result fixed = average(clients, retryAfterSeconds, false);
			assertThat(fixed.refused()).as("429s in %s", fixed).isGreaterThan(0.10);
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 45", "4, 32", "16, 25" })
	void aLimitThatHasRisenIsFoundSoon(int clients, double seconds) {
		double average = average(
				(seed) -> new PaceSimulation(clients, 100, true, new PaceSimulation.Service(20, 20, 0), seed)
					.secondsUntilUsed(120, 100));
		assertThat(average).isLessThan(seconds);
	}

	private static PaceSimulation.Result average(int clients, double retryAfterSeconds, boolean adaptive) {
		List<PaceSimulation.Result> results = IntStream.range(0, SEEDS)
			.mapToObj((seed) -> new PaceSimulation(clients, 200, adaptive,
					new PaceSimulation.Service(100, 100, retryAfterSeconds), seed)
				.run(60, 120))
			.toList();
		return new PaceSimulation.Result(average((seed) -> results.get(seed).use()),
				average((seed) -> results.get(seed).refused()), average((seed) -> results.get(seed).fairness()));
	}

	private static double average(IntToDoubleFunction ofSeed) {
		return IntStream.range(0, SEEDS).mapToDouble(ofSeed).average().orElseThrow();
	}

	private void takeFor(int seconds, int perSecond) {
		take(seconds * perSecond, perSecond);
	}

	private void take(int calls, int perSecond) {
		for (int i = 0; i < calls; i++) {
			this.now.addAndGet(SECOND / perSecond);
			this.pace.accepted();
		}
	}

}
