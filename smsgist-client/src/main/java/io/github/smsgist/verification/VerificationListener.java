package io.github.smsgist.verification;

/**
 * Callback interface notified of codes that are sent, refused and checked. Called on the
 * caller's thread. An exception reaches the caller. The arguments contain neither
 * recipients nor codes.
 *
 * @since 0.1.0
 */
public interface VerificationListener {

	/**
	 * Called when the service has accepted a code, or may have.
	 * @param verificationId the id of the verification
	 */
	default void onSent(String verificationId) {
	}

	/**
	 * Called when no code may be sent.
	 * @param reason the reason
	 */
	default void onRefused(VerificationRefusedException.Reason reason) {
	}

	/**
	 * Called when a code was checked.
	 * @param verificationId the id as the caller gave it, which may be any text
	 * @param status the result
	 */
	default void onChecked(String verificationId, VerificationCheck.Status status) {
	}

}
