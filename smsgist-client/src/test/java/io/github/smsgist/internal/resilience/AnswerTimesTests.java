package io.github.smsgist.internal.resilience;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerTimes}.
 */
class AnswerTimesTests {

	private static final long SEED = 20261128;

	private final AnswerTimes times = new AnswerTimes();

	@Test
	void oneAnswerSaysLittleAboutTheNext() {
		this.times.add(millis(200));
		assertThat(this.times.usual()).isEqualTo(millis(600));
	}

	@Test
	void nearlyEveryAnswerComesWithinTheUsualTimeWhichIsNotMuchLonger() {
		Random random = new Random(SEED);
		int answers = 10_000;
		int late = 0;
		long usual = 0;
		for (int i = 0; i < answers; i++) {
			long nanos = millis(200) + (long) (millis(40) * Math.abs(random.nextGaussian()));
			late += (i > 0 && nanos > this.times.usual()) ? 1 : 0;
			this.times.add(nanos);
			usual += this.times.usual() / answers;
		}
		assertThat(late).isBetween(1, 3 * answers / 100);
		assertThat(usual).isBetween(millis(230), millis(400));
	}

	@Test
	void aServiceThatBecomesSlowerOrFasterIsFollowed() {
		for (long millis : new long[] { 100, 2_000, 50 }) {
			for (int i = 0; i < 60; i++) {
				this.times.add(millis(millis));
			}
			assertThat(this.times.usual()).isBetween(millis(millis), millis(millis + millis / 5));
		}
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
