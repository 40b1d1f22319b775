package io.github.smsgist.autoconfigure;

import java.time.Duration;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.model.CreditBalance;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Cache of the credit balance. Concurrent readers share one call. Its answer is cached
 * for a while, a failure for a shorter time. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CreditBalanceCache {

	private static final Duration MAX_FAILURE_TIME_TO_LIVE = Duration.ofSeconds(10);

	private final Mono<CreditBalance> balance;

	private volatile @Nullable CreditBalance last;

	CreditBalanceCache(ReactiveSmsGistOperations operations, CreditBalanceProgress progress, Duration timeToLive,
			Duration timeout) {
		Duration failure = (timeToLive.compareTo(MAX_FAILURE_TIME_TO_LIVE) < 0) ? timeToLive : MAX_FAILURE_TIME_TO_LIVE;
		// On another thread, because the application's connection details or operations
		// may block, and a probe must not wait for them beyond the timeout.
		Mono<CreditBalance> reading = Mono.defer(operations::getCreditBalance).subscribeOn(Schedulers.boundedElastic());
		this.balance = Mono.firstWithSignal(progress.failOnWait(), reading)
			.timeout(timeout, Mono.error(progress::late))
			.doOnNext((balance) -> this.last = balance)
			.cache((value) -> timeToLive, (error) -> failure, () -> Duration.ZERO);
	}

	/**
	 * Return the balance, which may be as old as the time to live.
	 * @return the balance
	 */
	public Mono<CreditBalance> get() {
		return this.balance;
	}

	/**
	 * Return the last known balance, however old, without a call.
	 * @return the balance, or {@code null} if none was read yet
	 */
	public @Nullable CreditBalance last() {
		return this.last;
	}

}
