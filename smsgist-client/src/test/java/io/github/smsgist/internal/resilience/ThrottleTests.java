package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistRateLimitException;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import static io.github.smsgist.internal.resilience.AttemptFailures.serverError;
import static io.github.smsgist.internal.resilience.AttemptFailures.tooMany;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Throttle} through the whole policy.
 */
class ThrottleTests extends AbstractCallPolicyTests {

	@Test
	void a429PausesEveryoneAndNobodyComesBackEarlyOrAsAHerd() {
		int perSecond = 50;
		CallPolicy policy = policy(4).rateLimiter(limiter(perSecond, 60)).build();
		run(policy, SEND, (attempt) -> {
			this.attemptedAt.add(now());
			return (attempt.number() == 1) ? Mono.error(tooMany(attempt, Duration.ofSeconds(3))) : Mono.just("sent");
		});
		advance(1);
		long pausedAt = this.attemptedAt.get(0);
		this.attemptedAt.clear();
		for (int i = 0; i < 200; i++) {
			run(policy, SEND, (attempt) -> {
				this.attemptedAt.add(now());
				return Mono.just("sent");
			});
		}
		advance(2_998);
		assertThat(this.attemptedAt).as("calls during the pause").isEmpty();
		advance(10_000);
		assertThat(this.results).hasSize(201).containsOnly("sent");
		long opensAt = pausedAt + TimeUnit.SECONDS.toNanos(3);
		assertThat(this.attemptedAt).allMatch((at) -> at >= opensAt, "not a millisecond early");
		long inFirstSecond = this.attemptedAt.stream()
			.filter((at) -> at < opensAt + TimeUnit.SECONDS.toNanos(1))
			.count();
		assertThat(inFirstSecond).isBetween(perSecond - 2L, perSecond + 1L);
		assertThat(mostWithin(TimeUnit.MILLISECONDS.toNanos(100))).as("burst in 100 ms").isLessThanOrEqualTo(6);
	}

	@Test
	void a429PausesThoseWhoHoldAPermitAlready() {
		CallPolicy policy = policy(1).rateLimiter(limiter(10, 60)).build();
		for (int i = 0; i < 10; i++) {
			run(policy, SEND, (attempt) -> {
				this.attemptedAt.add(now());
				return (this.attemptedAt.size() == 3) ? Mono.error(tooMany(attempt, Duration.ofSeconds(5)))
						: Mono.just("sent");
			});
		}
		advance(30_000);
		assertThat(this.attemptedAt).hasSize(10);
		long pausedAt = this.attemptedAt.get(2);
		assertThat(this.attemptedAt.get(3)).isGreaterThanOrEqualTo(pausedAt + TimeUnit.SECONDS.toNanos(5));
		assertThat(mostWithin(TimeUnit.MILLISECONDS.toNanos(99))).isLessThanOrEqualTo(2);
	}

	@Test
	void a429WithoutRetryAfterPausesForTheBackoff() {
		CallPolicy policy = policy(4).build();
		run(policy, SEND,
				(attempt) -> (attempt.number() == 1) ? Mono.error(tooMany(attempt, null)) : Mono.just("sent"));
		assertThat(policy.remainingPause()).isBetween(Duration.ofMillis(50), Duration.ofMillis(150));
		advance(60_000);
		assertThat(this.results).containsExactly("sent");
	}

	@Test
	void aLongerPauseIsNotShortenedByAShorterOne() {
		CallPolicy policy = policy(1).build();
		run(policy, SEND, (attempt) -> Mono.error(tooMany(attempt, Duration.ofSeconds(20))));
		Duration pause = policy.remainingPause();
		assertThat(pause).isEqualTo(Duration.ofSeconds(20));
		policy.throttle().throttled(now(), TimeUnit.SECONDS.toNanos(1));
		assertThat(policy.remainingPause()).isEqualTo(pause);
	}

	@Test
	void waitingIsFreeACancelledWaiterNeverCalls() {
		CallPolicy policy = policy(4).rateLimiter(limiter(10, 60)).build();
		List<Disposable> waiters = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			waiters.add(run(policy, SEND, (attempt) -> Mono.just("sent")));
		}
		assertThat(policy.waitingCalls()).isGreaterThanOrEqualTo(49);
		waiters.forEach(Disposable::dispose);
		assertThat(policy.waitingCalls()).isZero();
		int before = this.attempts.size();
		advance(60_000);
		assertThat(this.attempts).hasSize(before);
	}

	@Test
	void waitingIsFreeACancelledWaiterInAPauseNeverCalls() {
		CallPolicy policy = policy(1).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(3))));
		Disposable waiter = run(policy, SEND, (attempt) -> Mono.just("sent"));
		assertThat(policy.waitingCalls()).isEqualTo(1);
		waiter.dispose();
		advance(60_000);
		assertThat(this.attempts).hasSize(1);
		assertThat(policy.waitingCalls()).isZero();
	}

	@Test
	void aPermitWaitDoesNotEatTheAttemptsTime() {
		CallPolicy policy = policy(1).rateLimiter(limiter(1, 60)).maxDuration(Duration.ofSeconds(12)).build();
		for (int i = 0; i < 6; i++) {
			run(policy, SEND, (attempt) -> Mono.delay(Duration.ofSeconds(4), this.time).thenReturn("sent"));
		}
		advance(60_000);
		assertThat(this.results).hasSize(6).containsOnly("sent");
	}

	@Test
	void everyAttemptTakesAPermit() {
		CallPolicy policy = policy(4).rateLimiter(limiter(10, 60)).build();
		for (int i = 0; i < 5; i++) {
			run(policy, SEND, (attempt) -> {
				this.attemptedAt.add(now());
				return Mono.error(serverError(attempt));
			});
		}
		advance(60_000);
		assertThat(this.attemptedAt).hasSize(20);
		assertThat(mostWithin(TimeUnit.MILLISECONDS.toNanos(99))).isLessThanOrEqualTo(2);
	}

	@Test
	void aCallWithoutAPermitInTimeFails() {
		CallPolicy policy = policy(4).rateLimiter(limiter(1, 2)).build();
		for (int i = 0; i < 10; i++) {
			run(policy, SEND, (attempt) -> Mono.just("sent"));
		}
		advance(60_000);
		assertThat(this.results).filteredOn("sent"::equals).hasSizeBetween(3, 4);
		assertThat(this.results).filteredOn(SmsGistRateLimitException.class::isInstance)
			.allSatisfy(
					(failure) -> assertThat((SmsGistException) failure).hasMessageContaining("no permit within 2000 ms")
						.returns(0, SmsGistException::getAttempts)
						.returns(Outcome.NOT_PROCESSED, SmsGistException::getOutcome));
	}

	@Test
	void thoseInFrontCountBeforeTheWaitForTheEndOfAPause() {
		CallPolicy policy = policy(1).rateLimiter(limiter(10, 60)).maxDuration(Duration.ofSeconds(15)).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(5))));
		this.results.clear();
		for (int i = 0; i < 200; i++) {
			run(policy, SEND, (attempt) -> Mono.just("sent"));
		}
		int atOnce = this.results.size();
		assertThat(atOnce).isBetween(90, 110);
		assertThat(this.results).allMatch(SmsGistRateLimitException.class::isInstance);
		advance(60_000);
		assertThat(this.results).hasSize(200);
		assertThat(this.results.subList(atOnce, 200)).as("those who waited").containsOnly("sent");
	}

	@Test
	void manyRefusalsOfOneMomentAreOnePause() {
		CallPolicy policy = policy(1).listener(new Recorder("")).build();
		for (int i = 0; i < 10; i++) {
			run(policy, SEND, (attempt) -> Mono.delay(Duration.ofMillis(100), this.time)
				.flatMap((tick) -> Mono.error(tooMany(attempt, Duration.ofSeconds(3)))));
		}
		advance(1_000);
		assertThat(this.heard).containsOnlyOnce("paused PT3S");
	}

	@Test
	void aRefusalRightAfterAPauseBeginsAnother() {
		CallPolicy policy = policy(3).listener(new Recorder("")).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(3))));
		advance(60_000);
		assertThat(this.attempts).hasSize(3);
		assertThat(this.heard).filteredOn("paused PT3S"::equals).hasSize(3);
	}

	@Test
	void aRefusalThatIsRetriedAtOnceIsNoPause() {
		CallPolicy policy = policy(retryAtOnce()).listener(new Recorder("")).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, null)));
		assertThat(this.attempts).hasSize(2);
		assertThat(this.heard).containsExactly("started", "retried", "failed");
	}

	@Test
	void aPauseThatEndsWhenACallIsAboutToWaitDoesNotHoldIt() {
		CallPolicy policy = policy(1).listener(new CallListener() {

			@Override
			public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
				client.endPause();
			}

		}).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(20))));
		this.results.clear();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		assertThat(this.results).containsExactly("sent");
	}

	@Test
	void aPauseIsNotLongerThanTheLongest() {
		CallPolicy policy = policy(1).maxPause(Duration.ofMinutes(5)).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofHours(24))));
		assertThat(policy.remainingPause()).isEqualTo(Duration.ofMinutes(5));
		assertThat(failure().getRetryAfter()).isEqualTo(Duration.ofHours(24));
	}

	@Test
	void anOperatorEndsAPauseForThoseWhoWaitToo() {
		CallPolicy policy = policy(1).rateLimiter(limiter(10, 60)).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(20))));
		this.results.clear();
		for (int i = 0; i < 10; i++) {
			run(policy, SEND, (attempt) -> Mono.just("sent"));
		}
		advance(1_000);
		assertThat(this.results).isEmpty();
		policy.endPause();
		assertThat(policy.remainingPause()).isZero();
		advance(150);
		assertThat(this.results).as("at the limiter's pace").hasSizeBetween(1, 3);
		advance(1_000);
		assertThat(this.results).hasSize(10).containsOnly("sent");
		assertThat(policy.waitingCalls()).isZero();
	}

	@Test
	void thePaceHearsOfRefusalsAndOfSuccesses() {
		CallPolicy policy = policy(1).rateLimiter(limiter(50, 60)).adaptive().build();
		assertThat(policy.permitsPerSecond()).isEqualTo(50);
		for (int i = 0; i < 120; i++) {
			run(policy, SEND, (attempt) -> Mono.just("sent"));
			advance(25);
		}
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofMillis(1))));
		assertThat(policy.permitsPerSecond()).as("of the 40 that the service took").isBetween(30.0, 35.0);
	}

	@Test
	void theRateIsTheLimitersAndWithoutOneUnlimited() {
		assertThat(policy(1).rateLimiter(limiter(20, 60)).build().permitsPerSecond()).isEqualTo(20);
		assertThat(policy(1).build().permitsPerSecond()).isInfinite();
	}

	@Test
	void theLimitHoldsOnTheWireFromTheFirstSecond() {
		CallPolicy policy = policy(1).rateLimiter(limiter(50, 60)).adaptive().build();
		long loadedAt = now() + TimeUnit.MILLISECONDS.toNanos(700);
		for (int i = 0; i < 300; i++) {
			run(policy, SEND,
					(attempt) -> Mono.delay(Duration.ofNanos(Math.max(0, loadedAt - now())), this.time).map((tick) -> {
						this.attemptedAt.add(now());
						return "sent";
					}));
		}
		advance(60_000);
		assertThat(this.results).hasSize(300).containsOnly("sent");
		assertThat(mostWithin(TimeUnit.SECONDS.toNanos(1))).isLessThanOrEqualTo(52);
		assertThat(mostWithin(TimeUnit.MILLISECONDS.toNanos(100))).isLessThanOrEqualTo(7);
	}

	@Test
	void aFirstAttemptThatHangsKeepsNobodyForLong() {
		CallPolicy policy = policy(1).rateLimiter(limiter(50, 60)).maxDuration(Duration.ofSeconds(10)).build();
		run(policy, SEND, (attempt) -> Mono.never());
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		advance(1_900);
		assertThat(this.results).isEmpty();
		advance(200);
		assertThat(this.results).containsExactly("sent");
		CallPolicy hasty = policy(1).rateLimiter(limiter(50, 60)).maxDuration(Duration.ofSeconds(2)).build();
		run(hasty, SEND, (attempt) -> Mono.never());
		run(hasty, SEND, (attempt) -> Mono.just("hasty"));
		advance(100);
		assertThat(this.results).containsExactly("sent", "hasty");
	}

	@Test
	void whatNeedsNotWaitIsNotSaidToWait() {
		CallPolicy policy = policy(1).rateLimiter(limiter(50, 60)).listener(new Recorder("")).build();
		for (int i = 0; i < 3; i++) {
			run(policy, SEND, (attempt) -> Mono.just("sent"));
			advance(20);
		}
		assertThat(this.heard).containsExactly("started", "succeeded", "succeeded", "succeeded");
	}

}
