package io.github.smsgist.sandbox;

/**
 * Scope of an idempotency key. SMSGist documents that any send may have a key, but not
 * whether an SMS and an email may share one.
 *
 * @since 0.1.0
 */
public enum KeyScope {

	/**
	 * All sends. An email under the key of an SMS gets the answer of the SMS, and is not
	 * sent.
	 */
	ALL_SENDS,

	/**
	 * Each operation. An SMS and an email under the same key are both sent.
	 */
	OPERATION

}
