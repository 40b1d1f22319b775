package io.github.smsgist.verification;

import java.io.Serializable;
import java.time.Instant;

/**
 * A verification that was started.
 *
 * @param id the id, which nobody can guess. It has no part of the code in it
 * @param expiresAt when the code expires
 * @param resendAllowedAt when the code may be resent
 * @since 0.1.0
 */
public record Verification(String id, Instant expiresAt, Instant resendAllowedAt) implements Serializable {

}
