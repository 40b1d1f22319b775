package io.github.smsgist.verification;

/**
 * Event published when the right code was entered.
 *
 * @param verificationId the id of the verification
 * @since 0.1.0
 */
public record VerificationApprovedEvent(String verificationId) {

}
