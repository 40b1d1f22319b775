package io.github.smsgist.sandbox;

/**
 * Answer to a call whose idempotency key belongs to a call in progress. The sandbox
 * processes calls immediately, so a call is in progress only while its answer is held
 * back by a {@linkplain SandboxFaults.Plan#delay delay}, even if its caller has
 * disconnected.
 *
 * @since 0.1.0
 */
public enum KeyInProgress {

	/**
	 * The answer of the first call, immediately.
	 */
	REPLAY,

	/**
	 * The answer of the first call, when the first caller gets it.
	 */
	WAIT,

	/**
	 * Status 409.
	 */
	CONFLICT

}
