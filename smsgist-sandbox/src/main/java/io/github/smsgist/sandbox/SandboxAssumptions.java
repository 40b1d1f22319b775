package io.github.smsgist.sandbox;

import java.util.Objects;

/**
 * Assumptions of a sandbox about undocumented behavior of SMSGist.
 *
 * @param keyScope the scope of an idempotency key
 * @param keyInProgress the answer to a call whose key belongs to a call in progress
 * @param storeErrors whether the errors of sends are stored under their idempotency key,
 * so that a repeated call gets the same error. A 401 and a 429 are never stored
 * @param retryHonorsIdempotencyKey whether the retry of a message honors the idempotency
 * key
 * @param partlyFailedIsFailed whether a message that failed for some of its recipients
 * has the status {@code failed}, so that it can be retried
 * @since 0.1.0
 */
public record SandboxAssumptions(KeyScope keyScope, KeyInProgress keyInProgress, boolean storeErrors,
		boolean retryHonorsIdempotencyKey, boolean partlyFailedIsFailed) {

	/**
	 * Default assumptions: {@link KeyScope#ALL_SENDS}, {@link KeyInProgress#REPLAY}, and
	 * {@code false} for the others.
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
		return new SandboxAssumptions(keyScope, this.keyInProgress, this.storeErrors, this.retryHonorsIdempotencyKey,
				this.partlyFailedIsFailed);
	}

	/**
	 * Return assumptions with another answer for keys in progress.
	 * @param keyInProgress the answer
	 * @return the assumptions
	 */
	public SandboxAssumptions withKeyInProgress(KeyInProgress keyInProgress) {
		return new SandboxAssumptions(this.keyScope, keyInProgress, this.storeErrors, this.retryHonorsIdempotencyKey,
				this.partlyFailedIsFailed);
	}

	/**
	 * Return assumptions with or without stored errors.
	 * @param storeErrors whether errors are stored
	 * @return the assumptions
	 */
	public SandboxAssumptions withStoreErrors(boolean storeErrors) {
		return new SandboxAssumptions(this.keyScope, this.keyInProgress, storeErrors, this.retryHonorsIdempotencyKey,
				this.partlyFailedIsFailed);
	}

	/**
	 * Return assumptions with or without keys for retries of messages.
	 * @param honored whether the key of a retry is honored
	 * @return the assumptions
	 */
	public SandboxAssumptions withRetryHonorsIdempotencyKey(boolean honored) {
		return new SandboxAssumptions(this.keyScope, this.keyInProgress, this.storeErrors, honored,
				this.partlyFailedIsFailed);
	}

	/**
	 * Return assumptions with or without retries of partly failed messages.
	 * @param failed whether such a message has the status {@code failed}
	 * @return the assumptions
	 */
	public SandboxAssumptions withPartlyFailedIsFailed(boolean failed) {
		return new SandboxAssumptions(this.keyScope, this.keyInProgress, this.storeErrors,
				this.retryHonorsIdempotencyKey, failed);
	}

}
