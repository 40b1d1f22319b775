package io.github.smsgist.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * Request for an operation.
 *
 * @param operation the operation
 * @param path the raw path
 * @param messageId the message id in the path, or an empty string
 * @param clientId the value of {@code X-Client-Id}
 * @param authorization the value of {@code Authorization}
 * @param key the idempotency key
 * @param contentType the value of {@code Content-Type}
 */
record ApiRequest(SandboxOperation operation, String path, String messageId, @Nullable String clientId,
		@Nullable String authorization, @Nullable String key, @Nullable String contentType) {

}
