package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistBadRequestException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistException.ServiceAnswer;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistNotFoundException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.error.SmsGistValidationException;
import io.github.smsgist.model.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallPolicy}, in virtual time. Tests are named after the rule they
 * prove.
 */
class CallPolicyTests {

	private static final Call SEND = new Call(Operation.SEND_SMS, "order-77");

	private static final Call RETRY_MESSAGE = new Call(Operation.RETRY_MESSAGE, null);

	private static final Call READ = new Call(Operation.GET_CREDIT_BALANCE, null);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final List<Attempt> attempts = new ArrayList<>();

	private final List<Long> attemptedAt = new ArrayList<>();

	private final List<Object> results = new ArrayList<>();

	// Rule 1: same key, always

	@Test
	void sameKeyAlways() {
		CallPolicy policy = policy(4).build();
		run(policy, SEND, fails(CallPolicyTests::serverError));
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
		List<Function<Attempt, SmsGistException>> unknown = List.of(CallPolicyTests::serverError,
				CallPolicyTests::connectionLost, CallPolicyTests::garbled);
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
			assertThat(attemptsOf(call, CallPolicyTests::refusedConnection)).isEqualTo(4);
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
		List<Function<Attempt, SmsGistException>> refusals = List.of(
				(attempt) -> new SmsGistBadRequestException(attempt.failed(Outcome.NOT_PROCESSED), answer(400)),
				(attempt) -> new SmsGistAuthenticationException(attempt.failed(Outcome.NOT_PROCESSED), answer(401)),
				(attempt) -> new SmsGistInsufficientCreditsException(attempt.failed(Outcome.NOT_PROCESSED),
						answer(402)),
				(attempt) -> new SmsGistNotFoundException(attempt.failed(Outcome.NOT_PROCESSED), answer(404)),
				(attempt) -> new SmsGistValidationException(attempt.failed(Outcome.NOT_PROCESSED), answer(422)),
				(attempt) -> new SmsGistResponseException(attempt.failed(Outcome.UNKNOWN), answer(302), "it is odd",
						false));
		for (Function<Attempt, SmsGistException> refusal : refusals) {
			for (Call call : List.of(SEND, READ, RETRY_MESSAGE)) {
				assertThat(attemptsOf(call, refusal)).isEqualTo(1);
			}
		}
	}

	@Test
	void repeatOnceWhenTheTokenHasExpired() {
		for (Call call : List.of(SEND, READ, RETRY_MESSAGE)) {
			assertThat(attemptsOf(call,
					(attempt) -> new SmsGistAuthenticationException(attempt.failed(Outcome.NOT_PROCESSED), answer(401),
							!attempt.tokenRenewed())))
				.isEqualTo(2);
		}
	}

	// Rule 4: a 429 pauses everyone

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
				SmsGistException failure = random.nextBoolean() ? serverError(attempt)
						: tooMany(attempt, Duration.ofMillis(random.nextInt(3_000)));
				return Mono.delay(Duration.ofMillis(random.nextInt(1_000)), this.time)
					.flatMap((tick) -> Mono.error(failure));
			});
			advance(deadline);
			assertThat(this.results).as("an answer within %d ms in run %d", deadline, i).hasSize(1);
		}
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
			policy.run(SEND, Duration.ofMillis(deadline), (attempt) -> {
				assertThat(now() - startedAt).isLessThan(TimeUnit.MILLISECONDS.toNanos(deadline));
				SmsGistException failure = random.nextBoolean() ? serverError(attempt)
						: tooMany(attempt, Duration.ofMillis(random.nextInt(3_000)));
				return Mono.delay(Duration.ofMillis(random.nextInt(1_000)), this.time)
					.flatMap((tick) -> Mono.error(failure));
			}).subscribe(this.results::add, this.results::add);
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
			policy.run(SEND, none, (attempt) -> Mono.just("sent")).subscribe(this.results::add, this.results::add);
			assertThat(failure()).isInstanceOf(SmsGistTransportException.class).hasMessageContaining(": the 0 ms");
			assertThat(failure().getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
			assertThat(failure().getAttempts()).isZero();
		}
	}

	@Test
	void aCallWithLessTimeThanOthersSaysHowMuch() {
		CallPolicy policy = policy(4).maxDuration(Duration.ofSeconds(30)).build();
		policy.run(SEND, Duration.ofSeconds(5), (attempt) -> Mono.error(tooMany(attempt, Duration.ofSeconds(6))))
			.subscribe(this.results::add, this.results::add);
		this.results.clear();
		policy.run(SEND, Duration.ofSeconds(5), (attempt) -> Mono.just("sent"))
			.subscribe(this.results::add, this.results::add);
		assertThat(failure()).hasMessageContaining("too little of the 5000 ms");
		this.results.clear();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		advance(6_000);
		assertThat(this.results).containsExactly("sent");
	}

	@Test
	void aTimeLimitThatIsLongerThanThePolicysChangesNothing() {
		CallPolicy policy = policy(4).maxDuration(Duration.ofSeconds(5)).build();
		policy.run(SEND, Duration.ofSeconds(Long.MAX_VALUE), (attempt) -> Mono.never())
			.subscribe(this.results::add, this.results::add);
		advance(5_000);
		assertThat(failure()).hasMessageContaining("the 5000 ms");
	}

	@Test
	void aShortTimeLimitLeavesTimeForAnAttemptHoweverSlowTheService() {
		CallPolicy policy = policy(2).build();
		policy
			.run(SEND, Duration.ofSeconds(1), (attempt) -> (attempt.number() == 1)
					? Mono.error(tooMany(attempt, Duration.ofMillis(700))) : Mono.just("sent"))
			.subscribe(this.results::add, this.results::add);
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
		run(policy, SEND, fails(CallPolicyTests::serverError));
		overslept[0] = TimeUnit.SECONDS.toNanos(5);
		advance(1_000);
		assertThat(failure().getOutcome()).isEqualTo(Outcome.UNKNOWN);
	}

	// Rule 6: waiting is free

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
	void aCallThatFindsNoPermitInTimeFailsWithoutOneAndSaysSo() {
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
	void aPatientCallWaitsItsTurnHoweverLong() {
		CallPolicy policy = policy(4).rateLimiter(limiter(1, 2)).maxDuration(Duration.ofSeconds(5)).build();
		Batch batch = policy.batch(Duration.ofDays(1));
		for (int i = 0; i < 60; i++) {
			batch.turn(SEND)
				.flatMap((turn) -> turn.run((attempt) -> Mono.just("sent")))
				.subscribe(this.results::add, this.results::add);
		}
		advance(90_000);
		assertThat(this.results).hasSize(60).containsOnly("sent");
	}

	@Test
	void anOutageIsNotMultiplied() {
		CallPolicy policy = policy(4).build();
		for (int i = 0; i < 3_000; i++) {
			run(policy, SEND, fails(CallPolicyTests::serverError));
			advance(10);
		}
		advance(60_000);
		assertThat(this.attempts).hasSizeBetween(3_000, 3_600);
	}

	@Test
	void eachSubscriptionHasAttemptsOfItsOwn() {
		CallPolicy policy = policy(3).build();
		Mono<Object> call = policy.run(SEND, fails(CallPolicyTests::serverError));
		call.subscribe(this.results::add, this.results::add);
		call.subscribe(this.results::add, this.results::add);
		advance(60_000);
		assertThat(this.results).hasSize(2);
		assertThat(this.attempts).hasSize(6);
	}

	@Test
	void resilience4jSeesWhatHappened() {
		Retry retry = retry(4);
		CallPolicy policy = CallPolicy.builder(retry).clock(this::now, this.time).build();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		run(policy, SEND, (attempt) -> (attempt.number() < 3) ? Mono.error(serverError(attempt)) : Mono.just("sent"));
		run(policy, SEND, fails(CallPolicyTests::serverError));
		run(policy, RETRY_MESSAGE, fails(CallPolicyTests::serverError));
		advance(60_000);
		assertThat(retry.getMetrics().getNumberOfSuccessfulCallsWithoutRetryAttempt()).isEqualTo(1);
		assertThat(retry.getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt()).isEqualTo(1);
		assertThat(retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt()).isEqualTo(1);
		assertThat(retry.getMetrics().getNumberOfFailedCallsWithoutRetryAttempt()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(CallListener.WaitReason.class)
	void theListenerHearsOfEveryKindOfWait(CallListener.WaitReason expected) {
		Set<CallListener.WaitReason> heard = new HashSet<>();
		CallPolicy policy = policy(4).rateLimiter(limiter(10, 60)).listener(new CallListener() {

			@Override
			public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
				heard.add(reason);
			}

		}).build();
		for (int i = 0; i < 3; i++) {
			run(policy, SEND, (attempt) -> switch (attempt.number()) {
				case 1 -> Mono.error(serverError(attempt));
				case 2 -> Mono.error(tooMany(attempt, Duration.ofSeconds(1)));
				default -> Mono.just("sent");
			});
		}
		advance(60_000);
		assertThat(heard).contains(expected);
	}

	// Waits, through the whole policy

	@Test
	void aServerErrorIsRetriedAfterTheBackoff() {
		run(policy(2).build(), SEND, timed(CallPolicyTests::serverError));
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
		RetryConfig theirs = RetryConfig.custom().maxAttempts(2).intervalBiFunction((attempt, either) -> 0L).build();
		Retry retry = Retry.of("test", RetrySettings.withOurRules(theirs));
		CallPolicy policy = CallPolicy.builder(retry).clock(this::now, this.time).build();
		run(policy, SEND, timed((attempt) -> tooMany(attempt, Duration.ofSeconds(3))));
		run(policy, SEND, timed((attempt) -> busy(attempt, Duration.ofSeconds(2))));
		advance(60_000);
		assertThat(this.attemptedAt).containsExactly(0L, TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(6),
				TimeUnit.SECONDS.toNanos(8));
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

	// Pauses

	@Test
	void manyRefusalsOfOneMomentAreOnePause() {
		List<Duration> pauses = new ArrayList<>();
		CallPolicy policy = policy(1).listener(new CallListener() {

			@Override
			public void paused(ClientStatus client, Duration pause) {
				pauses.add(pause);
			}

		}).build();
		for (int i = 0; i < 10; i++) {
			run(policy, SEND, (attempt) -> Mono.delay(Duration.ofMillis(100), this.time)
				.flatMap((tick) -> Mono.error(tooMany(attempt, Duration.ofSeconds(3)))));
		}
		advance(1_000);
		assertThat(pauses).containsExactly(Duration.ofSeconds(3));
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

	// Pace

	@Test
	void thePaceHearsOfRefusalsAndOfSuccesses() {
		CallPolicy policy = policy(1).rateLimiter(limiter(50, 60)).adaptive().build();
		assertThat(policy.permitsPerSecond()).isEqualTo(50);
		for (int i = 0; i < 90; i++) {
			run(policy, SEND, (attempt) -> Mono.just("sent"));
			advance(33);
		}
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofMillis(1))));
		assertThat(policy.permitsPerSecond()).as("of the 30 that the service took").isBetween(24.0, 27.0);
	}

	@Test
	void theRateIsTheLimitersAndWithoutOneUnlimited() {
		assertThat(policy(1).rateLimiter(limiter(20, 60)).build().permitsPerSecond()).isEqualTo(20);
		assertThat(policy(1).build().permitsPerSecond()).isInfinite();
	}

	// Cold start

	@Test
	void theLimitHoldsOnTheWireFromTheFirstSecond() {
		CallPolicy policy = policy(1).rateLimiter(limiter(50, 60)).adaptive().build();
		for (int i = 0; i < 300; i++) {
			boolean loads = i == 0;
			run(policy, SEND, (attempt) -> Mono.delay(Duration.ofMillis(loads ? 700 : 0), this.time).map((tick) -> {
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
		assertThat(this.results).isEmpty();
		advance(2_100);
		assertThat(this.results).containsExactly("sent");
		CallPolicy hasty = policy(1).rateLimiter(limiter(50, 60)).maxDuration(Duration.ofSeconds(2)).build();
		run(hasty, SEND, (attempt) -> Mono.never());
		run(hasty, SEND, (attempt) -> Mono.just("hasty"));
		advance(100);
		assertThat(this.results).containsExactly("sent", "hasty");
	}

	// Many calls

	@Test
	void oneOfManyLosesNoTimeWhileItWaits() {
		CallPolicy policy = policy(1).rateLimiter(limiter(1, 60)).maxDuration(Duration.ofSeconds(5)).build();
		Batch batch = policy.batch(Duration.ofDays(1));
		for (int i = 0; i < 20; i++) {
			batch.turn(SEND)
				.flatMap((turn) -> turn
					.run((attempt) -> Mono.delay(Duration.ofMillis(4_500), this.time).thenReturn("sent")))
				.subscribe(this.results::add, this.results::add);
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
			batch.turn(SEND).flatMap((turn) -> turn.run((attempt) -> {
				this.attempts.add(attempt);
				return (this.attempts.size() == 10) ? Mono.error(tooMany(attempt, Duration.ofSeconds(31)))
						: Mono.just("sent");
			})).subscribe(this.results::add, this.results::add);
		}
		advance(300_000);
		assertThat(this.results).hasSize(256).containsOnly("sent");
		assertThat(this.attempts).hasSize(257);
	}

	@Test
	void whoseTurnWouldComeTooLateIsToldAtOnce() {
		CallPolicy policy = policy(1).build();
		run(policy, SEND, fails((attempt) -> tooMany(attempt, Duration.ofSeconds(31))));
		assertThat(policy.batch(Duration.ofSeconds(30)).turn(SEND).hasElement().block()).isFalse();
		assertThat(policy.waitingCalls()).isZero();
	}

	// Listeners

	@Test
	void everyListenerHearsOfEachRetryAndFailureOnce() {
		List<String> heard = new ArrayList<>();
		CallPolicy policy = policy(3).listener(new CallListeners(List.of(recorder("a", heard), recorder("b", heard))))
			.build();
		run(policy, SEND, fails(CallPolicyTests::serverError));
		advance(60_000);
		assertThat(heard).containsExactly("a repeated", "b repeated", "a repeated", "b repeated", "a failed",
				"b failed");
	}

	private static CallListener recorder(String name, List<String> heard) {
		return new CallListener() {

			@Override
			public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
				heard.add(name + " repeated");
			}

			@Override
			public void failed(ClientStatus client, SmsGistException failure) {
				heard.add(name + " failed");
			}

		};
	}

	private Function<Attempt, Mono<Object>> timed(Function<Attempt, SmsGistException> failure) {
		return (attempt) -> {
			this.attemptedAt.add(now());
			return Mono.error(failure.apply(attempt));
		};
	}

	private CallPolicy.Builder policy(int maxAttempts) {
		return CallPolicy.builder(retry(maxAttempts)).clock(this::now, this.time);
	}

	private static Retry retry(int maxAttempts) {
		return Retry.of("test", RetrySettings.withOurRules(
				RetrySettings.backoff(maxAttempts, Duration.ofMillis(100), 2, Duration.ofSeconds(10)).build()));
	}

	private RateLimiter limiter(int perSecond, int timeoutSeconds) {
		return new AtomicRateLimiter("test",
				RateLimiterSettings.smooth(perSecond, Duration.ofSeconds(1), Duration.ofSeconds(timeoutSeconds))
					.build(),
				this::now);
	}

	private Disposable run(CallPolicy policy, Call call, Function<Attempt, Mono<Object>> exchange) {
		return policy.run(call, (attempt) -> {
			this.attempts.add(attempt);
			return exchange.apply(attempt);
		}).subscribe(this.results::add, this.results::add);
	}

	private Function<Attempt, Mono<Object>> fails(Function<Attempt, SmsGistException> failure) {
		return (attempt) -> {
			if (this.attempts.isEmpty() || this.attempts.get(this.attempts.size() - 1) != attempt) {
				this.attempts.add(attempt);
			}
			return Mono.error(failure.apply(attempt));
		};
	}

	private int attemptsOf(Call call, Function<Attempt, SmsGistException> failure) {
		this.attempts.clear();
		run(policy(4).build(), call, fails(failure));
		advance(60_000);
		return this.attempts.size();
	}

	private SmsGistException failure() {
		assertThat(this.results).hasSize(1).first().isInstanceOf(SmsGistException.class);
		return (SmsGistException) this.results.get(0);
	}

	private int mostWithin(long nanos) {
		int most = 0;
		for (int i = 0; i < this.attemptedAt.size(); i++) {
			long from = this.attemptedAt.get(i);
			most = Math.max(most,
					(int) this.attemptedAt.stream().filter((at) -> at >= from && at < from + nanos).count());
		}
		return most;
	}

	private long now() {
		return this.time.now(TimeUnit.NANOSECONDS);
	}

	private void advance(long millis) {
		this.time.advanceTimeBy(Duration.ofMillis(millis));
	}

	private static ServiceAnswer answer(int status) {
		return new ServiceAnswer(status, null, null);
	}

	private static SmsGistException serverError(Attempt attempt) {
		return new SmsGistServerException(attempt.failed(Outcome.UNKNOWN), answer(500));
	}

	private static SmsGistException busy(Attempt attempt, Duration retryAfter) {
		return new SmsGistServerException(attempt.failed(Outcome.UNKNOWN), new ServiceAnswer(503, null, retryAfter));
	}

	private static SmsGistException garbled(Attempt attempt) {
		return new SmsGistResponseException(attempt.failed(Outcome.UNKNOWN), answer(201), "it is not JSON", true);
	}

	private static SmsGistException connectionLost(Attempt attempt) {
		return new SmsGistTransportException(attempt.failed(Outcome.UNKNOWN), "the connection failed", null);
	}

	private static SmsGistException refusedConnection(Attempt attempt) {
		return new SmsGistTransportException(attempt.failed(Outcome.NOT_PROCESSED), "it cannot be reached", null);
	}

	private static SmsGistException tooMany(Attempt attempt, @Nullable Duration retryAfter) {
		return new SmsGistRateLimitException(attempt.failed(Outcome.NOT_PROCESSED),
				new ServiceAnswer(429, null, retryAfter));
	}

}
