package io.github.smsgist.verification;

/**
 * Event published when no code may be sent.
 *
 * @param reason the reason
 * @since 0.1.0
 */
public record VerificationRefusedEvent(VerificationRefusedException.Reason reason) {

}
