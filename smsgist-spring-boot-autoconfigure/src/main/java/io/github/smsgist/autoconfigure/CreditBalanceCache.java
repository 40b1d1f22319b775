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

	private static final Duration LONGEST_FAILURE = Duration.ofSeconds(10);

	private final Mono<CreditBalance> balance;

	private volatile @Nullable CreditBalance last;

	CreditBalanceCache(ReactiveSmsGistOperations operations, CreditBalanceTurn turn, Duration timeToLive,
			Duration timeout) {
		Duration failure = (timeToLive.compareTo(LONGEST_FAILURE) < 0) ? timeToLive : LONGEST_FAILURE;
		// On another thread, since connection details or operations of the application's
		// may block, and a probe is not to wait for them beyond the timeout.
		Mono<CreditBalance> reading = Mono.defer(operations::getCreditBalance).subscribeOn(Schedulers.boundedElastic());
		this.balance = Mono.firstWithSignal(turn.missed(), reading)
			.timeout(timeout)
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
	 * Return the last known balance, of whatever age, without a call.
	 * @return the balance, or {@code null} if none was read yet
	 */
	public @Nullable CreditBalance last() {
		return this.last;
	}

}
