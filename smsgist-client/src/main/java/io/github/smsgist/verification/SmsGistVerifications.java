package io.github.smsgist.verification;

import io.github.smsgist.error.SmsGistException;

/**
 * Operations for verifying phone numbers and email addresses with one-time codes. Blocks
 * until the service has answered. Thread-safe.
 * <p>
 * A code works once, for a limited time and a limited number of attempts. The number of
 * codes is limited per recipient, per subject and in total. No request to send a code
 * begins after its expiry.
 *
 * @since 0.1.0
 * @see VerificationsBuilder
 */
public interface SmsGistVerifications {

	/**
	 * Start a verification: send a code to a recipient.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region, or an email address
	 * @return the verification. Keep its id where users cannot change it, such as in the
	 * session
	 * @throws IllegalArgumentException if the recipient is neither
	 * @throws VerificationRefusedException if no code may be sent. Nothing was sent
	 * @throws SmsGistException if the code was certainly not sent. An unknown outcome
	 * throws nothing: the code may arrive, and can be resent
	 */
	default Verification start(String recipient) {
		return start(VerificationRequest.to(recipient));
	}

	/**
	 * Start a verification on behalf of a subject, or in a certain language.
	 * @param request the recipient, the subject and the language
	 * @return the verification
	 * @throws IllegalArgumentException if the recipient is neither a phone number nor an
	 * email address
	 * @throws VerificationRefusedException if no code may be sent. Nothing was sent
	 * @throws SmsGistException if the code was certainly not sent
	 */
	Verification start(VerificationRequest request);

	/**
	 * Resend the code: the same one while it is valid, then a new one. Safe after a send
	 * whose outcome is unknown.
	 * @param verificationId the id of the verification
	 * @return the verification with its new times
	 * @throws VerificationRefusedException if no code may be sent now. Nothing was sent
	 * @throws SmsGistException if the code was certainly not sent
	 */
	Verification resend(String verificationId);

	/**
	 * Check a code. Each call uses up an attempt while the verification is active.
	 * @param verificationId the id of the verification
	 * @param code the code as entered, in the digits of any script
	 * @return the result
	 */
	VerificationCheck check(String verificationId, String code);

}
