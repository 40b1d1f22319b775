package io.github.smsgist.verification;

import java.io.Serializable;
import java.time.Instant;

/**
 * A started verification.
 *
 * @param id the id, which cannot be guessed and reveals nothing about the code
 * @param expiresAt the time at which the code expires
 * @param resendAllowedAt the earliest time at which the code may be resent
 * @since 0.1.0
 */
public record Verification(String id, Instant expiresAt, Instant resendAllowedAt) implements Serializable {

}
