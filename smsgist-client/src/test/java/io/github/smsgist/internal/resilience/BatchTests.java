package io.github.smsgist.internal.resilience;

import java.time.Duration;

import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static io.github.smsgist.internal.resilience.AttemptFailures.busy;
import static io.github.smsgist.internal.resilience.AttemptFailures.tooMany;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Batch}.
 */
class BatchTests extends AbstractCallPolicyTests {

	@Test
	void aPatientCallWaitsItsTurnHoweverLong() {
		CallPolicy policy = policy(4).rateLimiter(limiter(1, 2)).maxDuration(Duration.ofSeconds(5)).build();
		Batch batch = policy.batch(Duration.ofDays(1));
		for (int i = 0; i < 60; i++) {
			run(batch, (attempt) -> Mono.just("sent"));
		}
		advance(90_000);
		assertThat(this.results).hasSize(60).containsOnly("sent");
	}

	@Test
	void oneOfManyLosesNoTimeWhileItWaits() {
		CallPolicy policy = policy(1).rateLimiter(limiter(1, 60)).maxDuration(Duration.ofSeconds(5)).build();
		Batch batch = policy.batch(Duration.ofDays(1));
		for (int i = 0; i < 20; i++) {
			run(batch, (attempt) -> Mono.delay(Duration.ofMillis(4_500), this.time).thenReturn("sent"));
		}
		advance(60_000);
		assertThat(this.results).hasSize(20).containsOnly("sent");
	}

	@Test
	void manyWaitAPauseOutHoweverLong() {
		CallPolicy policy = policy(4).rateLimiter(limiter(50, 10))
			.adaptive()
			.maxDuration(Duration.ofSeconds(30))
			.build();
		Batch batch = policy.batch(Duration.ofDays(1));
		for (int i = 0; i < 256; i++) {
			run(batch, (attempt) -> (this.attempts.size() == 10) ? Mono.error(tooMany(attempt, Duration.ofSeconds(31)))
					: Mono.delay(Duration.ofMillis(200), this.time).thenReturn("sent"));
		}
		advance(300_000);
		assertThat(this.results).hasSize(256).containsOnly("sent");
		assertThat(this.attempts).hasSize(257);
	}

	@Test
	void oneOfManyIsRetriedWithinItsOwnTime() {
		for (int retryAfter : new int[] { 3, 6 }) {
			this.attempts.clear();
			this.results.clear();
			Batch batch = policy(4).maxDuration(Duration.ofSeconds(5)).build().batch(Duration.ofDays(1));
			run(batch, fails((attempt) -> busy(attempt, Duration.ofSeconds(retryAfter))));
			advance(60_000);
			assertThat(failure()).isInstanceOf(SmsGistServerException.class);
			assertThat(this.attempts).hasSize((retryAfter < 5) ? 2 : 1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "5, 60, 5", "60, 5, 5" })
	void oneOfManyEndsWithItsOwnTimeOrWithThatOfAll(long maxDuration, long all, long end) {
		Batch batch = policy(1).maxDuration(Duration.ofSeconds(maxDuration)).build().batch(Duration.ofSeconds(all));
		run(batch, (attempt) -> Mono.never());
		advance(end * 1_000 - 1);
		assertThat(this.results).isEmpty();
		advance(1);
		assertThat(failure().getOutcome()).isEqualTo(Outcome.UNKNOWN);
	}

	@Test
	void aBatchEndsWhenItsTimeIsOver() {
		advance(7_000);
		Batch batch = policy(1).build().batch(Duration.ofSeconds(5));
		advance(1_000);
		batch.end().subscribe(null, null, () -> this.results.add("end"));
		advance(3_999);
		assertThat(this.results).isEmpty();
		advance(1);
		assertThat(this.results).containsExactly("end");
	}

	@Test
	void whoseTurnWouldComeTooLateIsToldAtOnce() {
		CallPolicy policy = policy(1).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(31))));
		this.results.clear();
		policy.batch(Duration.ofSeconds(30)).turn(SEND).hasElement().subscribe(this.results::add);
		assertThat(this.results).containsExactly(false);
		assertThat(policy.waitingCalls()).isZero();
	}

}
