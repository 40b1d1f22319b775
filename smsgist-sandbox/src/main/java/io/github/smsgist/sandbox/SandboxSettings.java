package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What can be set of the service's behaviour; explained in
 * {@link SmsGistSandbox.Builder}.
 */
record SandboxSettings(BigDecimal balance, BigDecimal smsPrice, BigDecimal emailPrice, CredentialMode mode,
		@Nullable String testPhone, @Nullable String testAddress, Duration sendDelay, Duration deliveryDelay,
		boolean storeErrors, boolean retryHonoursIdempotencyKey, int maxMessages, int maxKeys, int maxRequests) {

}
