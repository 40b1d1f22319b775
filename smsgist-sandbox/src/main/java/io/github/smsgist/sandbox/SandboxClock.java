package io.github.smsgist.sandbox;

import java.time.Duration;
import java.time.Instant;

import io.github.smsgist.sandbox.internal.clock.EventClock;
import io.github.smsgist.sandbox.internal.clock.ManualClock;

/**
 * Clock of a sandbox. It determines when messages are sent and delivered, and when
 * idempotency keys expire.
 * <p>
 * A manual clock only moves when it is {@linkplain #advance(Duration) advanced}.
 * Everything that becomes due happens before that call returns, in order, on the thread
 * of the caller. A real-time clock can be advanced, too, and continues from there.
 * <p>
 * Thread-safe. At most one due task runs at a time.
 *
 * @since 0.1.0
 */
public final class SandboxClock {

	private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

	private final EventClock clock;

	SandboxClock(EventClock clock) {
		this.clock = clock;
	}

	/**
	 * Return the sandbox's time.
	 * @return the time
	 */
	public Instant now() {
		return this.clock.now();
	}

	/**
	 * Return whether the clock only moves when it is {@linkplain #advance(Duration)
	 * advanced}.
	 * @return whether the clock is manual
	 */
	public boolean isManual() {
		return this.clock instanceof ManualClock;
	}

	/**
	 * Move the clock forward and run everything that becomes due, including what is
	 * scheduled meanwhile.
	 * @param duration the time to add. {@link Duration#ZERO} runs what is due now
	 * @throws IllegalArgumentException if the duration is negative or leads beyond the
	 * year 9999
	 */
	public void advance(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("The clock cannot go back: 'duration' must not be negative");
		}
		if (duration.compareTo(Duration.between(now(), END)) > 0) {
			throw new IllegalArgumentException("The clock ends with the year 9999: 'duration' is too long");
		}
		this.clock.advance(duration);
	}

}
