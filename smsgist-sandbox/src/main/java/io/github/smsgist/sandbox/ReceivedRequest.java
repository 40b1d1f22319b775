package io.github.smsgist.sandbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Request that a sandbox received.
 *
 * @param time when it was received, in real time whatever the sandbox's clock says
 * @param operation the operation, or {@code null} if the path or method is none of the
 * API
 * @param idempotencyKey the key that came with it, or {@code null}
 * @param status the status answered; 0 if the caller got none
 * @param fault what was done to it on command, or {@code null}
 * @since 0.1.0
 */
public record ReceivedRequest(Instant time, @Nullable SandboxOperation operation, @Nullable String idempotencyKey,
		int status, @Nullable String fault) {

}
