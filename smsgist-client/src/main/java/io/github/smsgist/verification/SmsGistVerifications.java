package io.github.smsgist.verification;

import io.github.smsgist.error.SmsGistException;

/**
 * Operations for proving that a phone number or an email address belongs to whoever gave
 * it: a code is sent there and has to be entered. Blocks until the service has answered.
 * <p>
 * A code works once, for a limited time and a limited number of attempts. How many codes
 * are sent is limited for each recipient, for each subject and in all.
 *
 * @since 0.1.0
 * @see OneTimeCodeVerifications
 */
public interface SmsGistVerifications {

	/**
	 * Start a verification: send a code to a recipient.
	 * @param recipient a phone number, in E.164 or in the national form of the default
	 * region, or an email address
	 * @return the verification. Keep its id where the recipient cannot choose it, such as
	 * in the session
	 * @throws IllegalArgumentException if the recipient is neither
	 * @throws VerificationRefusedException if no code may be sent, and nothing was
	 * @throws SmsGistException if it is certain that the code was not sent. If that is
	 * unknown there is no exception: the code may arrive, and can be resent
	 */
	default Verification start(String recipient) {
		return start(VerificationRequest.to(recipient));
	}

	/**
	 * Start a verification on behalf of a subject, or in a language.
	 * @param request the recipient, and whom it is for
	 * @return the verification
	 * @throws IllegalArgumentException if the recipient is neither a phone number nor an
	 * email address
	 * @throws VerificationRefusedException if no code may be sent, and nothing was
	 * @throws SmsGistException if it is certain that the code was not sent
	 */
	Verification start(VerificationRequest request);

	/**
	 * Send the code once more: the same code while it is valid, a new one after. It is
	 * safe to call this after a send whose outcome is unknown.
	 * @param verificationId the id of the verification
	 * @return the verification, with its new times
	 * @throws VerificationRefusedException if no code may be sent now
	 * @throws SmsGistException if it is certain that the code was not sent
	 */
	Verification resend(String verificationId);

	/**
	 * Check a code. Every call with an active verification uses up an attempt.
	 * @param verificationId the id of the verification
	 * @param code the code as entered, in the digits of any script
	 * @return the result
	 */
	VerificationCheck check(String verificationId, String code);

}
