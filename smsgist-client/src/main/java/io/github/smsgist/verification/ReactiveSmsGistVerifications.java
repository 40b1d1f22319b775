package io.github.smsgist.verification;

import reactor.core.publisher.Mono;

/**
 * Operations for verifying phone numbers and email addresses, without blocking. The same
 * as {@link SmsGistVerifications}: nothing happens before a subscription, and the
 * exceptions of its methods are error signals. Thread-safe.
 *
 * @since 0.1.0
 * @see VerificationsBuilder
 */
public interface ReactiveSmsGistVerifications {

	/**
	 * Start a verification: send a code to a recipient.
	 * @param recipient a phone number or an email address
	 * @return the verification
	 */
	default Mono<Verification> start(String recipient) {
		return Mono.defer(() -> start(VerificationRequest.to(recipient)));
	}

	/**
	 * Start a verification on behalf of a subject, or in a certain language.
	 * @param request the recipient, the subject and the language
	 * @return the verification
	 */
	Mono<Verification> start(VerificationRequest request);

	/**
	 * Resend the code: the same one while it is valid, then a new one.
	 * @param verificationId the id of the verification
	 * @return the verification with its new times
	 */
	Mono<Verification> resend(String verificationId);

	/**
	 * Check a code. Each subscription uses up an attempt while the verification is
	 * active.
	 * @param verificationId the id of the verification
	 * @param code the code as entered, in the digits of any script
	 * @return the result
	 */
	Mono<VerificationCheck> check(String verificationId, String code);

}
