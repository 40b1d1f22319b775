package io.github.smsgist.sandbox.internal.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * Strategy interface for rate limits. Not thread-safe.
 */
public interface RequestLimiter {

	/**
	 * Accept a request if the limit allows it.
	 * @param now the time
	 * @return {@link Duration#ZERO} if it is accepted, otherwise the time until the next
	 * request may be
	 */
	Duration tryPass(Instant now);

}
