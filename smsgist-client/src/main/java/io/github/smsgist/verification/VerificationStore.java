package io.github.smsgist.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Strategy interface for the memory of verifications. An application that runs in several
 * instances needs one that they share.
 * <p>
 * Implementations are thread-safe. {@link #update} and {@link #acquire} are atomic, also
 * between instances: what makes exactly the allowed number of attempts and codes is that
 * no two callers can win the same round.
 *
 * @since 0.1.0
 * @see InMemoryVerificationStore
 */
public interface VerificationStore {

	/**
	 * Remember a new verification.
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
	 * Replace a verification if nobody else has replaced it meanwhile, which its version
	 * tells.
	 * @param verification the next state. Its version is one more than that of the state
	 * that it was made from
	 * @return whether it was replaced
	 */
	boolean update(StoredVerification verification);

	/**
	 * Take one unit of every quota, or none if any of them is used up.
	 * @param quotas the quotas, each with a key of its own
	 * @param now the time at which the units are taken
	 * @return {@code null} if the units were taken, else the quota that is used up for
	 * the longest time
	 */
	@Nullable Exceeded acquire(List<Quota> quotas, Instant now);

	/**
	 * Give back what was taken, because nothing was sent.
	 * @param quotas the quotas as they were taken
	 * @param acquiredAt the time at which they were taken
	 */
	void release(List<Quota> quotas, Instant acquiredAt);

	/**
	 * Number of codes that may be sent in a sliding window.
	 *
	 * @param key the key. It is a keyed hash: no number or address can be told from it
	 * @param max how many units there are in a window
	 * @param window the length of the window
	 */
	record Quota(String key, int max, Duration window) {

	}

	/**
	 * A quota that is used up.
	 *
	 * @param quota the quota
	 * @param retryAt when there is a unit again
	 */
	record Exceeded(Quota quota, Instant retryAt) {

	}

}
