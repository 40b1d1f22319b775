package io.github.smsgist.verification;

import reactor.core.publisher.Mono;

/**
 * Operations for proving that a phone number or an email address belongs to whoever gave
 * it. The same as {@link SmsGistVerifications}, without blocking: nothing happens before
 * a subscription, and what is thrown there is an error here.
 *
 * @since 0.1.0
 * @see ReactiveOneTimeCodeVerifications
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
	 * Start a verification on behalf of a subject, or in a language.
	 * @param request the recipient, and whom it is for
	 * @return the verification
	 */
	Mono<Verification> start(VerificationRequest request);

	/**
	 * Send the code once more: the same code while it is valid, a new one after.
	 * @param verificationId the id of the verification
	 * @return the verification, with its new times
	 */
	Mono<Verification> resend(String verificationId);

	/**
	 * Check a code. Every subscription with an active verification uses up an attempt.
	 * @param verificationId the id of the verification
	 * @param code the code as entered, in the digits of any script
	 * @return the result
	 */
	Mono<VerificationCheck> check(String verificationId, String code);

}
