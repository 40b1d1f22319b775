package io.github.smsgist.client;

import java.time.Duration;

/**
 * What one client is doing now. Thread-safe.
 *
 * @since 0.1.0
 */
public interface ClientStatus {

	/**
	 * The name of the client, which is that of its Resilience4j instances.
	 * @return the name
	 */
	String name();

	/**
	 * How many calls wait at present for a permit, the end of a pause or their next
	 * attempt.
	 * @return the number
	 */
	int waitingCalls();

	/**
	 * How long the present pause after a 429 still lasts.
	 * @return the time, zero when there is no pause
	 */
	Duration remainingPause();

	/**
	 * The rate at which attempts are let through at present.
	 * @return attempts per second, infinite when nothing limits them
	 */
	double permitsPerSecond();

	/**
	 * End the present pause, for an operator who knows better than the service's
	 * {@code Retry-After}. Calls that wait for its end go on at the pace of the rate
	 * limiter.
	 */
	void endPause();

}
