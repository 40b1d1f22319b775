package io.github.smsgist.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Strategy interface for storing verifications and the use of their limits. Several
 * instances of an application need a store that they share.
 * <p>
 * Implementations must be thread-safe. {@link #update} and {@link #acquire} must be
 * atomic, also between instances: the numbers of attempts and codes hold only if no two
 * callers succeed with the same version or the same units.
 *
 * @since 0.1.0
 */
public interface VerificationStore {

	/**
	 * Store a new verification.
	 * @param verification the verification
	 */
	void create(StoredVerification verification);

	/**
	 * Find a verification.
	 * @param id the id
	 * @return the verification, or {@code null} if there is none
	 */
	@Nullable StoredVerification find(String id);

	/**
	 * Replace a verification, unless another caller has replaced it meanwhile.
	 * @param verification the new state, to replace the state whose version is one less
	 * @return whether it was replaced
	 */
	boolean update(StoredVerification verification);

	/**
	 * Take the units of all quotas, or none if any quota has too few left.
	 * @param quotas the quotas, each with a different key
	 * @param now the time at which the units are taken
	 * @return {@code null} if the units were taken, else the quota that is used up for
	 * the longest time
	 */
	@Nullable Exceeded acquire(List<Quota> quotas, Instant now);

	/**
	 * Return the units that were taken, because nothing was sent.
	 * @param quotas the quotas as they were acquired
	 * @param acquiredAt the time at which they were acquired
	 */
	void release(List<Quota> quotas, Instant acquiredAt);

	/**
	 * Correct the number of units that were taken, whether or not there are that many
	 * left.
	 * @param quota the quota as it was acquired
	 * @param acquiredAt the time at which it was acquired
	 * @param units the number of units that were used
	 */
	void settle(Quota quota, Instant acquiredAt, long units);

	/**
	 * Units that may be used in a sliding window, and how many of them to take.
	 *
	 * @param key the key. It is a keyed hash that reveals no number or address
	 * @param max the maximum number of units in a window
	 * @param window the length of the window
	 * @param units the number of units to take, at most {@code max}
	 */
	record Quota(String key, long max, Duration window, long units) {

	}

	/**
	 * A quota that is used up.
	 *
	 * @param quota the quota
	 * @param retryAt when there are enough units again
	 */
	record Exceeded(Quota quota, Instant retryAt) {

	}

}
