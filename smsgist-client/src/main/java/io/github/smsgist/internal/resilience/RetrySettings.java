package io.github.smsgist.internal.resilience;

import java.time.Duration;

import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.RetryConfig;
import io.github.smsgist.error.SmsGistException;

/**
 * Settings of retries, as a Resilience4j configuration.
 *
 * @since 0.1.0
 */
public final class RetrySettings {

	/**
	 * Default maximum number of attempts, including the first.
	 */
	public static final int MAX_ATTEMPTS = 4;

	/**
	 * Default wait before the second attempt.
	 */
	public static final Duration INITIAL_BACKOFF = Duration.ofMillis(500);

	/**
	 * Default factor between one wait and the next.
	 */
	public static final double MULTIPLIER = 2;

	/**
	 * Default maximum wait between two attempts.
	 */
	public static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

	/**
	 * Default time limit of a call.
	 */
	public static final Duration MAX_DURATION = Duration.ofSeconds(30);

	/**
	 * Default maximum length of a pause, whatever the service asks for.
	 */
	public static final Duration MAX_PAUSE = Duration.ofHours(1);

	private static final double JITTER = 0.5;

	private RetrySettings() {
	}

	/**
	 * Return the default configuration.
	 * @return a configuration
	 */
	public static RetryConfig.Builder<Object> defaults() {
		return backoff(MAX_ATTEMPTS, INITIAL_BACKOFF, MULTIPLIER, MAX_BACKOFF);
	}

	/**
	 * Return a configuration with exponential backoff. Each wait is multiplied by a
	 * random factor from 0.5 to 1.5.
	 * @param maxAttempts the maximum number of attempts, including the first
	 * @param initialBackoff the wait before the second attempt, positive
	 * @param multiplier the factor between one wait and the next, at least 1
	 * @param maxBackoff the maximum wait
	 * @return the configuration, to be completed by {@link #withFixedRules(RetryConfig)}
	 */
	public static RetryConfig.Builder<Object> backoff(int maxAttempts, Duration initialBackoff, double multiplier,
			Duration maxBackoff) {
		return RetryConfig.custom()
			.maxAttempts(maxAttempts)
			.intervalFunction(
					IntervalFunction.ofExponentialRandomBackoff(initialBackoff, multiplier, JITTER, maxBackoff));
	}

	/**
	 * Add the rules that always hold: {@link RetryRules}, and no retry earlier than the
	 * service asks for.
	 * @param config the configuration, which the application may have customized
	 * @return the completed configuration
	 */
	public static RetryConfig withFixedRules(RetryConfig config) {
		IntervalBiFunction<Object> interval = config.getIntervalBiFunction();
		return RetryConfig.from(config)
			.retryOnException(
					(failure) -> RetryRules.isRetried(failure) && config.getExceptionPredicate().test(failure))
			.intervalBiFunction((attempt, either) -> {
				long backoff = interval.apply(attempt, either);
				return (backoff < 0) ? backoff : Math.max(backoff, serviceWish(either.getLeft()));
			})
			.failAfterMaxAttempts(false)
			.build();
	}

	private static long serviceWish(Throwable failure) {
		Duration retryAfter = (failure instanceof SmsGistException exception) ? exception.getRetryAfter() : null;
		return (retryAfter != null) ? millisRoundedUp(retryAfter) : 0;
	}

	private static long millisRoundedUp(Duration duration) {
		return duration.plusNanos(999_999).toMillis();
	}

}
