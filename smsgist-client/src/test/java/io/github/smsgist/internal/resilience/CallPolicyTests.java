package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistNotFoundException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.error.SmsGistValidationException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static io.github.smsgist.internal.resilience.AttemptFailures.answer;
import static io.github.smsgist.internal.resilience.AttemptFailures.busy;
import static io.github.smsgist.internal.resilience.AttemptFailures.serverError;
import static io.github.smsgist.internal.resilience.AttemptFailures.tooMany;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallPolicy}.
 */
class CallPolicyTests extends AbstractCallPolicyTests {

	// Rule 1: same key, always

	@Test
	void sameKeyAlways() {
		CallPolicy policy = policy(4).build();
		run(policy, SEND, fails(AttemptFailures::serverError));
		advance(60_000);
		assertThat(this.attempts).hasSize(4)
			.extracting((attempt) -> attempt.call().idempotencyKey())
			.containsOnly("order-77");
		assertThat(this.attempts).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
		assertThat(failure().getIdempotencyKey()).isEqualTo("order-77");
		assertThat(failure().getAttempts()).isEqualTo(4);
	}

	// Rule 2: repeat only what may be repeated

	@Test
	void repeatOnlyWhatMayBeRepeatedUnknownOutcome() {
		List<Function<Attempt, SmsGistException>> unknown = List.of(AttemptFailures::serverError,
				AttemptFailures::connectionLost, AttemptFailures::garbled);
		for (Function<Attempt, SmsGistException> failure : unknown) {
			assertThat(attemptsOf(SEND, failure)).isEqualTo(4);
			assertThat(attemptsOf(READ, failure)).isEqualTo(4);
			assertThat(attemptsOf(RETRY_MESSAGE, failure)).isEqualTo(1);
		}
	}

	@Test
	void repeatOnlyWhatMayBeRepeatedCertainOutcome() {
		for (Call call : List.of(SEND, READ, RETRY_MESSAGE)) {
			assertThat(attemptsOf(call, (attempt) -> tooMany(attempt, null))).isEqualTo(4);
			assertThat(attemptsOf(call, AttemptFailures::refusedConnection)).isEqualTo(4);
		}
	}

	@Test
	void anUnknownOutcomeOfOneAttemptIsOneOfTheCall() {
		CallPolicy policy = policy(3).build();
		run(policy, SEND,
				(attempt) -> Mono.error((attempt.number() == 1) ? serverError(attempt) : tooMany(attempt, null)));
		advance(60_000);
		assertThat(failure()).isInstanceOf(SmsGistRateLimitException.class);
		assertThat(failure().getOutcome()).isEqualTo(Outcome.UNKNOWN);
	}

	@Test
	void aRetryMessageThatMayHaveBeenProcessedIsNotRepeatedAfterA429Either() {
		CallPolicy policy = policy(4).build();
		run(policy, RETRY_MESSAGE,
				(attempt) -> Mono.error((attempt.number() == 1) ? tooMany(attempt, null) : serverError(attempt)));
		advance(60_000);
		assertThat(this.attempts).hasSize(2);
		assertThat(failure().getOutcome()).isEqualTo(Outcome.UNKNOWN);
	}

	// Rule 3: never repeat 400, 401, 402, 404, 422

	@Test
	void neverRepeatWhatTheServiceRefused() {
		List<Function<Attempt, SmsGistException>> refusals = List.of(AttemptFailures::refused,
				(attempt) -> new SmsGistAuthenticationException(attempt.failed(Outcome.NOT_PROCESSED), answer(401)),
				(attempt) -> new SmsGistInsufficientCreditsException(attempt.failed(Outcome.NOT_PROCESSED),
						answer(402)),
				(attempt) -> new SmsGistNotFoundException(attempt.failed(Outcome.NOT_PROCESSED), answer(404)),
				(attempt) -> new SmsGistValidationException(attempt.failed(Outcome.NOT_PROCESSED), answer(422)),
				(attempt) -> SmsGistResponseException.permanent(attempt.failed(Outcome.UNKNOWN), answer(302),
						"it is odd"));
		for (Function<Attempt, SmsGistException> refusal : refusals) {
			for (Call call : List.of(SEND, READ, RETRY_MESSAGE)) {
				assertThat(attemptsOf(call, refusal)).isEqualTo(1);
			}
		}
	}

	@Test
	void repeatOnceWhenTheTokenHasExpired() {
		for (Call call : List.of(SEND, READ, RETRY_MESSAGE)) {
			assertThat(attemptsOf(call, AttemptFailures::tokenExpiredOnce)).isEqualTo(2);
		}
	}

	// Rule 5: never sleep past the deadline

	@Test
	void neverSleepPastTheDeadline() {
		CallPolicy policy = policy(4).maxDuration(Duration.ofSeconds(30)).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(31))));
		assertThat(failure()).as("fails at once").isInstanceOf(SmsGistRateLimitException.class);
		assertThat(failure().getRetryAfter()).isEqualTo(Duration.ofSeconds(31));
		this.results.clear();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		assertThat(failure().getAttempts()).isZero();
		assertThat(failure().getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(failure().getRetryAfter()).isEqualTo(Duration.ofSeconds(31));
	}

	@Test
	void neverSleepPastTheDeadlineWhateverHappens() {
		Random random = new Random(77);
		for (int i = 0; i < 2_000; i++) {
			long deadline = 50 + random.nextInt(5_000);
			long startedAt = now();
			this.results.clear();
			CallPolicy policy = policy(6).maxDuration(Duration.ofMillis(deadline)).build();
			run(policy, SEND, (attempt) -> {
				assertThat(now() - startedAt).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(deadline));
				return failLater(attempt, random);
			});
			advance(deadline);
			assertThat(this.results).as("an answer within %d ms in run %d", deadline, i).hasSize(1);
		}
	}

	private Mono<Object> failLater(Attempt attempt, Random random) {
		SmsGistException failure = random.nextBoolean() ? serverError(attempt)
				: tooMany(attempt, Duration.ofMillis(random.nextInt(3_000)));
		return Mono.delay(Duration.ofMillis(random.nextInt(1_000)), this.time).flatMap((tick) -> Mono.error(failure));
	}

	@Test
	void aCallMayTakeAnyTime() {
		CallPolicy policy = policy(4).maxDuration(Duration.ofSeconds(Long.MAX_VALUE)).build();
		run(policy, SEND, (attempt) -> (attempt.number() == 1) ? Mono.error(serverError(attempt)) : Mono.just("sent"));
		advance(60_000);
		assertThat(this.results).containsExactly("sent");
	}

	@Test
	void anAttemptThatNeverAnswersEndsAtTheDeadlineWithAnUnknownOutcome() {
		CallPolicy policy = policy(4).maxDuration(Duration.ofSeconds(5)).build();
		run(policy, SEND, (attempt) -> Mono.never());
		advance(4_999);
		assertThat(this.results).isEmpty();
		advance(1);
		assertThat(failure()).isInstanceOf(SmsGistTransportException.class);
		assertThat(failure().getOutcome()).isEqualTo(Outcome.UNKNOWN);
	}

	@Test
	void noAttemptBeginsAfterTheTimeThatTheCallerGives() {
		Random random = new Random(13);
		int outOfTime = 0;
		for (int i = 0; i < 2_000; i++) {
			long deadline = 50 + random.nextInt(5_000);
			long startedAt = now();
			this.results.clear();
			CallPolicy policy = policy(6).maxDuration(Duration.ofSeconds(30)).build();
			run(policy, Duration.ofMillis(deadline), (attempt) -> {
				assertThat(now() - startedAt).isLessThan(TimeUnit.MILLISECONDS.toNanos(deadline));
				return failLater(attempt, random);
			});
			advance(deadline);
			assertThat(this.results).as("an answer within %d ms in run %d", deadline, i).hasSize(1);
			outOfTime += (failure().getAttempts() < 6) ? 1 : 0;
		}
		assertThat(outOfTime).isGreaterThan(1_000);
	}

	@Test
	void aCallWithoutTimeIsNotMadeAndSaysSo() {
		CallPolicy policy = policy(4).build();
		for (Duration none : List.of(Duration.ZERO, Duration.ofMillis(-5))) {
			this.results.clear();
			run(policy, none, (attempt) -> Mono.just("sent"));
			assertThat(failure()).isInstanceOf(SmsGistTransportException.class).hasMessageContaining(": the 0 ms");
			assertThat(failure().getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
			assertThat(failure().getAttempts()).isZero();
		}
	}

	@Test
	void aCallWithLessTimeThanOthersSaysHowMuch() {
		CallPolicy policy = policy(4).maxDuration(Duration.ofSeconds(30)).build();
		run(policy, Duration.ofSeconds(5), (attempt) -> Mono.error(tooMany(attempt, Duration.ofSeconds(6))));
		this.results.clear();
		run(policy, Duration.ofSeconds(5), (attempt) -> Mono.just("sent"));
		assertThat(failure()).hasMessageContaining("too little of the 5000 ms");
		this.results.clear();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		advance(6_000);
		assertThat(this.results).containsExactly("sent");
	}

	@Test
	void aTimeLimitThatIsLongerThanThePolicysChangesNothing() {
		CallPolicy policy = policy(4).maxDuration(Duration.ofSeconds(5)).build();
		run(policy, Duration.ofSeconds(Long.MAX_VALUE), (attempt) -> Mono.never());
		advance(5_000);
		assertThat(failure()).hasMessageContaining("the 5000 ms");
	}

	@Test
	void aShortTimeLimitLeavesTimeForAnAttemptHoweverSlowTheService() {
		CallPolicy policy = policy(2).build();
		run(policy, Duration.ofSeconds(1), (attempt) -> (attempt.number() == 1)
				? Mono.error(tooMany(attempt, Duration.ofMillis(700))) : Mono.just("sent"));
		advance(700);
		assertThat(this.results).containsExactly("sent");
	}

	@Test
	void aWaitThatOversleepsBeginsNothingAfterTheDeadline() {
		long[] overslept = { 0 };
		CallPolicy policy = CallPolicy.builder(retry(4))
			.clock(() -> now() + overslept[0], this.time)
			.maxDuration(Duration.ofSeconds(5))
			.build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(1))));
		overslept[0] = TimeUnit.SECONDS.toNanos(4);
		advance(1_000);
		assertThat(this.attempts).hasSize(1);
		assertThat(failure()).isInstanceOf(SmsGistTransportException.class).hasMessageContaining("the 5000 ms");
		assertThat(failure().getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		this.results.clear();
		overslept[0] = 0;
		run(policy, SEND, fails(AttemptFailures::serverError));
		overslept[0] = TimeUnit.SECONDS.toNanos(5);
		advance(1_000);
		assertThat(failure().getOutcome()).isEqualTo(Outcome.UNKNOWN);
	}

	@Test
	void anOutageIsNotMultiplied() {
		CallPolicy policy = policy(4).build();
		for (int i = 0; i < 3_000; i++) {
			run(policy, SEND, fails(AttemptFailures::serverError));
			advance(10);
		}
		advance(60_000);
		assertThat(this.attempts).as("every tenth call is retried, and one a second").hasSizeBetween(3_330, 3_370);
	}

	@Test
	void aServiceThatFailsNowAndThenIsAlwaysAskedAgain() {
		CallPolicy policy = policy(2).build();
		for (int i = 0; i < 1_000; i++) {
			boolean fails = i % 4 == 0;
			run(policy, SEND, (attempt) -> (fails && attempt.number() == 1) ? Mono.error(serverError(attempt))
					: Mono.just("sent"));
		}
		advance(60_000);
		assertThat(this.results).hasSize(1_000).containsOnly("sent");
	}

	@Test
	void eachSubscriptionHasAttemptsOfItsOwn() {
		CallPolicy policy = policy(3).build();
		Mono<Object> call = policy.run(SEND, recorded(fails(AttemptFailures::serverError)));
		call.subscribe(this.results::add, this.results::add);
		call.subscribe(this.results::add, this.results::add);
		advance(60_000);
		assertThat(this.results).hasSize(2);
		assertThat(this.attempts).hasSize(6);
	}

	@Test
	void resilience4jSeesWhatHappened() {
		Retry retry = retry(4);
		CallPolicy policy = policy(retry).build();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		run(policy, SEND, (attempt) -> (attempt.number() < 3) ? Mono.error(serverError(attempt)) : Mono.just("sent"));
		run(policy, SEND, fails(AttemptFailures::serverError));
		run(policy, RETRY_MESSAGE, fails(AttemptFailures::serverError));
		advance(60_000);
		assertThat(retry.getMetrics().getNumberOfSuccessfulCallsWithoutRetryAttempt()).isEqualTo(1);
		assertThat(retry.getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt()).isEqualTo(1);
		assertThat(retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt()).isEqualTo(1);
		assertThat(retry.getMetrics().getNumberOfFailedCallsWithoutRetryAttempt()).isEqualTo(1);
	}

	// Waits, through the whole policy

	@Test
	void aServerErrorIsRetriedAfterTheBackoff() {
		run(policy(2).build(), SEND, timed(AttemptFailures::serverError));
		advance(60_000);
		assertThat(this.attemptedAt).hasSize(2);
		assertThat(this.attemptedAt.get(1) - this.attemptedAt.get(0)).isBetween(TimeUnit.MILLISECONDS.toNanos(50),
				TimeUnit.MILLISECONDS.toNanos(150));
	}

	@Test
	void retryAfterOfAServerErrorIsHonoredByItsCallAlone() {
		CallPolicy policy = policy(2).build();
		run(policy, SEND, timed((attempt) -> busy(attempt, Duration.ofSeconds(3))));
		assertThat(policy.remainingPause()).isZero();
		advance(60_000);
		assertThat(this.attemptedAt.get(1) - this.attemptedAt.get(0)).isEqualTo(TimeUnit.SECONDS.toNanos(3));
	}

	@Test
	void anApplicationsIntervalOfZeroKeepsRetryAfter() {
		CallPolicy policy = policy(retryAtOnce()).build();
		run(policy, SEND, timed((attempt) -> tooMany(attempt, Duration.ofSeconds(3))));
		run(policy, SEND, timed((attempt) -> busy(attempt, Duration.ofSeconds(2))));
		advance(60_000);
		assertThat(this.attemptedAt).containsExactly(0L, TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(6),
				TimeUnit.SECONDS.toNanos(8));
	}

	@Test
	void anApplicationsIntervalOfZeroRetriesAtOnce() {
		CallPolicy policy = policy(retryAtOnce()).build();
		run(policy, SEND, timed(AttemptFailures::serverError));
		advance(1);
		assertThat(this.attemptedAt).containsExactly(0L, 0L);
	}

	@Test
	void aWaitThatTakesAllTheTimeThatIsLeftIsNotBegun() {
		for (long retryAfter : new long[] { 10_000, 9_999 }) {
			this.attempts.clear();
			CallPolicy policy = policy(2).maxDuration(Duration.ofSeconds(10)).build();
			run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofMillis(retryAfter))));
			advance(60_000);
			assertThat(this.attempts).hasSize((retryAfter < 10_000) ? 2 : 1);
		}
	}

	@Test
	void nothingIsBegunThatCannotEndInTime() {
		CallPolicy policy = policy(4).rateLimiter(limiter(50, 60))
			.adaptive()
			.maxDuration(Duration.ofSeconds(30))
			.build();
		run(policy, SEND, (attempt) -> Mono.delay(Duration.ofMillis(200), this.time)
			.flatMap((tick) -> Mono.error(tooMany(attempt, Duration.ofSeconds(30)))));
		advance(300);
		for (int i = 0; i < 100; i++) {
			run(policy, SEND, (attempt) -> Mono.delay(Duration.ofMillis(200), this.time).thenReturn("sent"));
		}
		assertThat(this.results).as("at once").hasSize(101).allSatisfy((result) -> {
			assertThat(result).isInstanceOf(SmsGistRateLimitException.class);
			assertThat(((SmsGistException) result).getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
			assertThat(((SmsGistException) result).getRetryAfter()).isGreaterThan(Duration.ofSeconds(29));
		});
	}

	@Test
	void noAttemptStartsWithTooLittleTimeForItsAnswer() {
		for (int retryAfter : new int[] { 7, 8 }) {
			CallPolicy policy = policy(2).maxDuration(Duration.ofSeconds(10)).build();
			run(policy, SEND, (attempt) -> Mono.delay(Duration.ofSeconds(2), this.time).thenReturn("sent"));
			advance(2_000);
			this.attempts.clear();
			run(policy, SEND, fails((attempt) -> busy(attempt, Duration.ofSeconds(retryAfter))));
			advance(60_000);
			assertThat(this.attempts).hasSize((retryAfter == 7) ? 2 : 1);
		}
	}

	@Test
	void aSlowServiceDoesNotKeepACallFromItsFirstAttempts() {
		CallPolicy policy = policy(1).rateLimiter(limiter(1, 60)).maxDuration(Duration.ofSeconds(10)).build();
		for (int i = 0; i < 3; i++) {
			run(policy, SEND, (attempt) -> Mono.delay(Duration.ofSeconds(6), this.time).thenReturn("sent"));
			run(policy, SEND, (attempt) -> Mono.delay(Duration.ofSeconds(6), this.time).thenReturn("sent"));
			advance(20_000);
		}
		assertThat(this.results).hasSize(6).containsOnly("sent");
	}

	@Test
	void anErrorBlamesTheWaitThatWasTooLong() {
		CallPolicy paused = policy(1).maxDuration(Duration.ofSeconds(5)).build();
		run(paused, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(20))));
		this.results.clear();
		run(paused, SEND, (attempt) -> Mono.just("sent"));
		assertThat(failure()).hasMessageContaining("pause").hasMessageContaining("20001 ms");
		this.results.clear();
		CallPolicy limited = policy(1).rateLimiter(limiter(1, 60)).maxDuration(Duration.ofSeconds(5)).build();
		for (int i = 0; i < 20; i++) {
			run(limited, SEND, (attempt) -> Mono.just("sent"));
		}
		assertThat(this.results).filteredOn(SmsGistRateLimitException.class::isInstance)
			.isNotEmpty()
			.allSatisfy((failure) -> assertThat((SmsGistException) failure).hasMessageContaining("permit")
				.hasMessageNotContaining("pause"));
	}

	@Test
	void aClientHasTheNameOfItsResilience4jInstance() {
		assertThat(policy(1).build().name()).isEqualTo("test");
	}

	@Test
	void noCallIsMadeAfterTheEnd() {
		CallPolicy policy = policy(4).build();
		Batch batch = policy.batch(Duration.ofDays(1));
		policy.stop();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		run(batch, (attempt) -> Mono.just("sent"));
		assertThat(this.results).hasSize(2)
			.allSatisfy((failure) -> assertThat((SmsGistException) failure).hasMessageContaining("closed")
				.returns(0, SmsGistException::getAttempts)
				.returns(Outcome.NOT_PROCESSED, SmsGistException::getOutcome));
	}

	@Test
	void noAttemptIsMadeAfterTheEndAndNobodyWaitsForOne() {
		RateLimiter limiter = limiter(1, 60);
		CallPolicy policy = policy(4).rateLimiter(limiter).build();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		run(policy.batch(Duration.ofDays(1)), (attempt) -> Mono.just("sent"));
		assertThat(policy.waitingCalls()).as("wait for a permit").isEqualTo(2);
		policy.stop();
		assertThat(policy.waitingCalls()).isZero();
		advance(60_000);
		assertThat(this.results).hasSize(3).startsWith("sent");
		assertThat(this.results.subList(1, 3))
			.allSatisfy((failure) -> assertThat((SmsGistException) failure).hasMessageContaining("closed")
				.returns(0, SmsGistException::getAttempts)
				.returns(Outcome.NOT_PROCESSED, SmsGistException::getOutcome));
	}

	@Test
	void callThatWaitsForARetryFailsAtTheEndWithWhatFailedBefore() {
		CallPolicy policy = policy(4).build();
		run(policy, SEND, fails((attempt) -> serverError(attempt)));
		assertThat(policy.waitingCalls()).isEqualTo(1);
		policy.stop();
		assertThat(failure()).returns(1, SmsGistException::getAttempts).returns(500, SmsGistException::getHttpStatus);
	}

	@Test
	void pausedCallFailsAtTheEnd() {
		CallPolicy policy = policy(4).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(20))));
		run(policy, READ, (attempt) -> Mono.just("balance"));
		assertThat(policy.waitingCalls()).isEqualTo(2);
		policy.stop();
		assertThat(this.results).extracting((failure) -> ((SmsGistException) failure).getAttempts())
			.containsExactlyInAnyOrder(0, 1);
	}

	@Test
	void attemptInProgressContinuesAfterTheEndAndIsNotRetried() {
		CallPolicy policy = policy(4).build();
		run(policy, SEND, (attempt) -> Mono.delay(Duration.ofSeconds(1), this.time).thenReturn("sent"));
		run(policy, SEND,
				(attempt) -> Mono.delay(Duration.ofSeconds(2), this.time).then(Mono.error(() -> serverError(attempt))));
		policy.stop();
		assertThat(this.results).isEmpty();
		advance(2_000);
		assertThat(this.results).hasSize(2).startsWith("sent");
		assertThat((SmsGistException) this.results.get(1)).returns(1, SmsGistException::getAttempts);
		assertThat(this.attempts).hasSize(2);
	}

	private int attemptsOf(Call call, Function<Attempt, SmsGistException> failure) {
		this.attempts.clear();
		run(policy(4).build(), call, fails(failure));
		advance(60_000);
		return this.attempts.size();
	}

}
