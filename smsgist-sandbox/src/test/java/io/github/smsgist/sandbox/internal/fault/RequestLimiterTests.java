package io.github.smsgist.sandbox.internal.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TokenBucket} and {@link FixedWindow}.
 */
class RequestLimiterTests {

	private static final Instant START = Instant.parse("2026-03-21T10:28:00.250Z");

	@Test
	void tokenBucketRefillsContinuously() {
		RequestLimiter limiter = new TokenBucket(4, START);
		assertThat(passed(limiter, START, 6)).isEqualTo(4);
		assertThat(limiter.tryPass(START)).isEqualTo(Duration.ofMillis(250));
		assertThat(passed(limiter, START.plusMillis(249), 1)).isZero();
		assertThat(passed(limiter, START.plusMillis(250), 2)).isOne();
		assertThat(passed(limiter, START.plusSeconds(60), 6)).isEqualTo(4);
		assertThat(passed(limiter, Instant.parse("9999-12-31T23:59:59Z"), 6)).isEqualTo(4);
	}

	@Test
	void fixedWindowLimitsEachSecond() {
		RequestLimiter limiter = new FixedWindow(3);
		assertThat(passed(limiter, START, 4)).isEqualTo(3);
		assertThat(limiter.tryPass(START)).isEqualTo(Duration.ofMillis(750));
		assertThat(passed(limiter, START.plusMillis(749), 1)).isZero();
		assertThat(passed(limiter, START.plusMillis(750), 4)).isEqualTo(3);
	}

	@Test
	void largestLimitDoesNotOverflow() {
		RequestLimiter limiter = new TokenBucket(Integer.MAX_VALUE, START);
		assertThat(passed(limiter, START.plusSeconds(1), 1000)).isEqualTo(1000);
		assertThat(passed(limiter, START.plusSeconds(2), 1000)).isEqualTo(1000);
	}

	private static long passed(RequestLimiter limiter, Instant now, int requests) {
		return IntStream.range(0, requests).filter((request) -> limiter.tryPass(now).isZero()).count();
	}

}
