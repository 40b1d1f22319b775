package io.github.smsgist.sandbox;

import java.util.Objects;

/**
 * Assumptions of a sandbox about undocumented behavior of SMSGist.
 *
 * @param keyScope what an idempotency key counts for
 * @param keyInProgress what a call gets whose key belongs to a call in progress
 * @param storeErrors whether errors of sends are stored under their idempotency key as
 * well, so that a repeated call gets the error again; a 401 and a 429 are never stored
 * @param retryHonoursIdempotencyKey whether the retry of a message honours the
 * idempotency key
 * @param partlyFailedIsFailed whether a message that failed for some recipients only has
 * the status {@code failed}, so that it can be retried
 * @since 0.1.0
 */
public record SandboxAssumptions(KeyScope keyScope, KeyInProgress keyInProgress, boolean storeErrors,
		boolean retryHonoursIdempotencyKey, boolean partlyFailedIsFailed) {

	/**
	 * One scope for all sends, the first answer for a key in progress, and nothing else.
	 */
	public static final SandboxAssumptions DEFAULT = new SandboxAssumptions(KeyScope.ALL_SENDS, KeyInProgress.REPLAY,
			false, false, false);

	public SandboxAssumptions {
		Objects.requireNonNull(keyScope, "'keyScope' must not be null");
		Objects.requireNonNull(keyInProgress, "'keyInProgress' must not be null");
	}

	/**
	 * Return assumptions with another key scope.
	 * @param keyScope the scope
	 * @return the assumptions
	 */
	public SandboxAssumptions withKeyScope(KeyScope keyScope) {
		return new SandboxAssumptions(keyScope, this.keyInProgress, this.storeErrors, this.retryHonoursIdempotencyKey,
				this.partlyFailedIsFailed);
	}

	/**
	 * Return assumptions with another treatment of keys in progress.
	 * @param keyInProgress what happens
	 * @return the assumptions
	 */
	public SandboxAssumptions withKeyInProgress(KeyInProgress keyInProgress) {
		return new SandboxAssumptions(this.keyScope, keyInProgress, this.storeErrors, this.retryHonoursIdempotencyKey,
				this.partlyFailedIsFailed);
	}

	/**
	 * Return assumptions with or without stored errors.
	 * @param storeErrors whether errors are stored
	 * @return the assumptions
	 */
	public SandboxAssumptions withStoreErrors(boolean storeErrors) {
		return new SandboxAssumptions(this.keyScope, this.keyInProgress, storeErrors, this.retryHonoursIdempotencyKey,
				this.partlyFailedIsFailed);
	}

	/**
	 * Return assumptions with or without keys for retries of messages.
	 * @param honoured whether the key of a retry is honoured
	 * @return the assumptions
	 */
	public SandboxAssumptions withRetryHonoursIdempotencyKey(boolean honoured) {
		return new SandboxAssumptions(this.keyScope, this.keyInProgress, this.storeErrors, honoured,
				this.partlyFailedIsFailed);
	}

	/**
	 * Return assumptions in which partly failed messages can or cannot be retried.
	 * @param failed whether such a message has the status {@code failed}
	 * @return the assumptions
	 */
	public SandboxAssumptions withPartlyFailedIsFailed(boolean failed) {
		return new SandboxAssumptions(this.keyScope, this.keyInProgress, this.storeErrors,
				this.retryHonoursIdempotencyKey, failed);
	}

}
