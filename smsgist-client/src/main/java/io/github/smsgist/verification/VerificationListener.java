package io.github.smsgist.verification;

/**
 * Callback interface notified of what happens to verifications. Called on the caller's
 * thread; an exception reaches the caller. Nothing that is handed over names a recipient
 * or a code.
 *
 * @since 0.1.0
 */
public interface VerificationListener {

	/**
	 * A code was accepted by the service, or may have been.
	 * @param verificationId the id of the verification
	 */
	default void onSent(String verificationId) {
	}

	/**
	 * No code was sent.
	 * @param reason the reason
	 */
	default void onRefused(VerificationRefusedException.Reason reason) {
	}

	/**
	 * A code was checked.
	 * @param verificationId the id as given, which may be any text
	 * @param status the result
	 */
	default void onChecked(String verificationId, VerificationCheck.Status status) {
	}

}
