package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

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
import org.junit.jupiter.params.provider.CsvSource;
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

	private final List<String> heard = new ArrayList<>();

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
		List<Function<Attempt, SmsGistException>> refusals = List.of(CallPolicyTests::refused,
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
			run(batch, (attempt) -> Mono.just("sent"));
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
		Mono<Object> call = policy.run(SEND, recorded(fails(CallPolicyTests::serverError)));
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
		CallPolicy policy = policy(4).rateLimiter(limiter(10, 60)).listener(new Recorder("")).build();
		for (int i = 0; i < 3; i++) {
			run(policy, SEND, (attempt) -> switch (attempt.number()) {
				case 1 -> Mono.error(serverError(attempt));
				case 2 -> Mono.error(tooMany(attempt, Duration.ofSeconds(1)));
				default -> Mono.just("sent");
			});
		}
		advance(60_000);
		assertThat(this.heard).contains("waiting " + expected);
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
		CallPolicy policy = CallPolicy.builder(retryAtOnce()).clock(this::now, this.time).build();
		run(policy, SEND, timed((attempt) -> tooMany(attempt, Duration.ofSeconds(3))));
		run(policy, SEND, timed((attempt) -> busy(attempt, Duration.ofSeconds(2))));
		advance(60_000);
		assertThat(this.attemptedAt).containsExactly(0L, TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(6),
				TimeUnit.SECONDS.toNanos(8));
	}

	@Test
	void anApplicationsIntervalOfZeroRetriesAtOnce() {
		CallPolicy policy = CallPolicy.builder(retryAtOnce()).clock(this::now, this.time).build();
		run(policy, SEND, timed(CallPolicyTests::serverError));
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
	void noAttemptIsBegunWhenThereIsHardlyTimeForItsAnswer() {
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
		CallPolicy policy = CallPolicy.builder(retryAtOnce())
			.clock(this::now, this.time)
			.listener(new Recorder(""))
			.build();
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

	// Pace

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

	// Cold start

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

	// Many calls

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
		assertThat(policy.batch(Duration.ofSeconds(30)).turn(SEND).hasElement().block()).isFalse();
		assertThat(policy.waitingCalls()).isZero();
	}

	// Listeners

	@Test
	void everyListenerHearsOfEachRetryAndFailureOnce() {
		CallPolicy policy = policy(3)
			.listener(new CallListeners(List.of(new Recorder("first "), new Recorder("second "))))
			.build();
		run(policy, SEND, (attempt) -> switch (attempt.number()) {
			case 1 -> Mono.error(serverError(attempt));
			case 2 -> Mono.error(tooMany(attempt, Duration.ofSeconds(1)));
			default -> Mono.just("sent");
		});
		advance(60_000);
		run(policy, READ, fails(CallPolicyTests::refused));
		policy.stop();
		List<String> expected = Stream
			.of("started", "retried", "waiting BACKOFF", "paused PT1S", "retried", "waiting PAUSE", "succeeded",
					"failed", "stopped")
			.flatMap((event) -> Stream.of("first " + event, "second " + event))
			.toList();
		assertThat(this.heard).isEqualTo(expected);
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

	// What is certain about a call that nobody waits for any more

	@Test
	void whoGivesUpLearnsWhatIsCertainAndEndsTheCall() {
		CallPolicy policy = policy(4).rateLimiter(limiter(1, 60)).build();
		CallProgress progress = new CallProgress();
		assertThat(progress.end()).as("not begun").isNull();
		run(policy, SEND, (attempt) -> Mono.just("sent"));
		CallProgress waiting = observed(policy, (attempt) -> Mono.just("sent"));
		assertThat(waiting.end()).isEqualTo(SEND.failed(0, Outcome.NOT_PROCESSED));
		advance(60_000);
		assertThat(this.attempts).as("the first call's only").hasSize(1);
		CallProgress attempting = observed(policy, (attempt) -> Mono.never());
		assertThat(attempting.end()).isEqualTo(SEND.failed(1, Outcome.UNKNOWN));
		CallProgress refused = observed(policy, (attempt) -> Mono.error(tooMany(attempt, Duration.ofSeconds(5))));
		advance(1_000);
		assertThat(refused.end()).isEqualTo(SEND.failed(1, Outcome.NOT_PROCESSED));
	}

	private CallProgress observed(CallPolicy policy, Function<Attempt, Mono<Object>> exchange) {
		CallProgress progress = new CallProgress();
		policy.run(SEND, recorded(exchange))
			.contextWrite((context) -> context.put(CallProgress.class, progress))
			.subscribe(this.results::add, this.results::add);
		return progress;
	}

	/**
	 * Writes down what it hears.
	 */
	private final class Recorder implements CallListener {

		private final String name;

		private Recorder(String name) {
			this.name = name;
		}

		@Override
		public void started(ClientStatus client) {
			hear("started");
		}

		@Override
		public void stopped(ClientStatus client) {
			hear("stopped");
		}

		@Override
		public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
			hear("waiting " + reason);
		}

		@Override
		public void paused(ClientStatus client, Duration pause) {
			hear("paused " + pause);
		}

		@Override
		public void retried(ClientStatus client, SmsGistException failure, Duration wait) {
			hear("retried");
		}

		@Override
		public void succeeded(ClientStatus client, Call call, int attempts, Object answer) {
			hear("succeeded");
		}

		@Override
		public void failed(ClientStatus client, SmsGistException failure) {
			hear("failed");
		}

		private void hear(String event) {
			CallPolicyTests.this.heard.add(this.name + event);
		}

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

	private static Retry retryAtOnce() {
		RetryConfig theirs = RetryConfig.custom().maxAttempts(2).intervalBiFunction((attempt, either) -> 0L).build();
		return Retry.of("test", RetrySettings.withOurRules(theirs));
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
		return policy.run(call, recorded(exchange)).subscribe(this.results::add, this.results::add);
	}

	private void run(Batch batch, Function<Attempt, Mono<Object>> exchange) {
		batch.turn(SEND)
			.flatMap((turn) -> turn.run(recorded(exchange)))
			.subscribe(this.results::add, this.results::add);
	}

	private Function<Attempt, Mono<Object>> recorded(Function<Attempt, Mono<Object>> exchange) {
		return (attempt) -> {
			this.attempts.add(attempt);
			return exchange.apply(attempt);
		};
	}

	private static Function<Attempt, Mono<Object>> fails(Function<Attempt, SmsGistException> failure) {
		return (attempt) -> Mono.error(failure.apply(attempt));
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

	private static SmsGistException refused(Attempt attempt) {
		return new SmsGistBadRequestException(attempt.failed(Outcome.NOT_PROCESSED), answer(400));
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
