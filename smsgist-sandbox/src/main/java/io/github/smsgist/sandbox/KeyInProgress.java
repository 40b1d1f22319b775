package io.github.smsgist.sandbox;

/**
 * What a call gets whose idempotency key belongs to a call that is not answered yet. The
 * sandbox processes calls at once, so that a call is in progress only while its answer is
 * held back by a {@linkplain SandboxFaults.Plan#delay delay}, also when its caller is
 * gone.
 *
 * @since 0.1.0
 */
public enum KeyInProgress {

	/**
	 * The answer of the first call, at once.
	 */
	REPLAY,

	/**
	 * The answer of the first call, as soon as that gets it.
	 */
	WAIT,

	/**
	 * Status 409.
	 */
	CONFLICT

}
