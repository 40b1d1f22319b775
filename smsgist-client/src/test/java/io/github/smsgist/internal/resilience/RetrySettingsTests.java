package io.github.smsgist.internal.resilience;

import java.time.Duration;
import java.util.Random;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.RetryConfig;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.model.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetrySettings}.
 */
class RetrySettingsTests {

	private static final long SEED = 20261123;

	private static final Attempt ATTEMPT = Attempt.only(new Call(Operation.SEND_SMS, "key"));

	@Test
	void delaysAreNeverBelowTheServicesWishAndNeverAboveTheLongestWithoutOne() {
		Random random = new Random(SEED);
		for (int i = 0; i < 20_000; i++) {
			Duration initial = Duration.ofMillis(1 + random.nextInt(5000));
			Duration max = initial.plusMillis(random.nextInt(60_000));
			double multiplier = 1 + random.nextDouble() * 9;
			RetryConfig config = RetrySettings
				.withFixedRules(RetrySettings.backoff(10, initial, multiplier, max).build());
			int attempt = 1 + random.nextInt(9);
			Duration wish = random.nextBoolean() ? Duration.ofNanos(random.nextLong(200_000_000_000L)) : null;
			long delay = config.getIntervalBiFunction()
				.apply(attempt, Either.left(AttemptFailures.tooMany(ATTEMPT, wish)));
			long wished = (wish != null) ? wish.toNanos() : 0;
			assertThat(delay * 1_000_000).as("run %d", i).isGreaterThanOrEqualTo(wished);
			assertThat(delay).as("run %d", i)
				.isLessThanOrEqualTo(Math.max((wished + 999_999) / 1_000_000, max.toMillis()));
			long planned = initial.toMillis();
			for (int step = 1; step < attempt && planned < max.toMillis(); step++) {
				planned = (long) (planned * multiplier);
			}
			planned = Math.min(planned, max.toMillis());
			assertThat(delay).as("run %d", i).isGreaterThanOrEqualTo((long) (planned * 0.5) - 1);
		}
	}

	@Test
	void theApplicationsPredicateCanOnlyNarrow() {
		RetryConfig theirs = RetryConfig.custom().maxAttempts(7).retryOnException((failure) -> true).build();
		RetryConfig config = RetrySettings.withFixedRules(theirs);
		assertThat(config.getMaxAttempts()).isEqualTo(7);
		assertThat(config.getExceptionPredicate().test(AttemptFailures.refused(ATTEMPT))).isFalse();
		assertThat(config.getExceptionPredicate().test(AttemptFailures.tooMany(ATTEMPT, null))).isTrue();
		assertThat(config.getExceptionPredicate().test(new IllegalStateException())).isFalse();
		RetryConfig narrower = RetrySettings
			.withFixedRules(RetryConfig.custom().ignoreExceptions(SmsGistRateLimitException.class).build());
		assertThat(narrower.getExceptionPredicate().test(AttemptFailures.tooMany(ATTEMPT, null))).isFalse();
	}

	@Test
	void theApplicationsIntervalIsKeptWhereTheServiceWishesNothing() {
		RetryConfig config = RetrySettings
			.withFixedRules(RetryConfig.custom().waitDuration(Duration.ofMillis(1234)).build());
		assertThat(config.getIntervalBiFunction().apply(1, Either.left(AttemptFailures.tooMany(ATTEMPT, null))))
			.isEqualTo(1234);
		assertThat(config.getIntervalBiFunction()
			.apply(1, Either.left(AttemptFailures.tooMany(ATTEMPT, Duration.ofSeconds(2))))).isEqualTo(2000);
	}

	@Test
	void anAnswerThatAsksToWaitIsHonoredOnA503Too() {
		RetryConfig config = RetrySettings
			.withFixedRules(RetrySettings.backoff(3, Duration.ofMillis(1), 1, Duration.ofMillis(1)).build());
		assertThat(config.getIntervalBiFunction()
			.apply(1, Either.left(AttemptFailures.busy(ATTEMPT, Duration.ofSeconds(3))))).isEqualTo(3000);
	}

}
