package io.github.smsgist.sandbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Request that a sandbox received.
 *
 * @param time the time of receipt, in real time
 * @param operation the operation, or {@code null} if the path or method is unknown
 * @param idempotencyKey the idempotency key, or {@code null}
 * @param status the status of the answer, or 0 if there was none
 * @param fault the injected fault, or {@code null}
 * @since 0.1.0
 */
public record ReceivedRequest(Instant time, @Nullable SandboxOperation operation, @Nullable String idempotencyKey,
		int status, @Nullable String fault) {

}
