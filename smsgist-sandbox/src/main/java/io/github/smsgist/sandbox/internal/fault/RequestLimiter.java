package io.github.smsgist.sandbox.internal.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * A rate limit in requests per second. Not thread-safe.
 */
public interface RequestLimiter {

	/**
	 * Let one request through if the limit allows.
	 * @param now the time
	 * @return {@link Duration#ZERO} if it may pass, or how long it is until one may
	 */
	Duration tryPass(Instant now);

}
