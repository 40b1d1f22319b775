package io.github.smsgist.sandbox.internal.clock;

import java.time.Instant;

/**
 * A clock that stands still until it is told to advance.
 */
public final class ManualClock extends EventClock {

	private final long startedAt = System.nanoTime();

	private volatile Instant now;

	public ManualClock(Instant start) {
		this.now = start;
	}

	@Override
	public Instant now() {
		return this.now;
	}

	@Override
	public Instant liveNow() {
		return this.now.plusNanos(System.nanoTime() - this.startedAt);
	}

	@Override
	void moveTo(Instant time) {
		this.now = time;
	}

	@Override
	void nextChanged() {
		// Nobody waits: whoever advances the clock runs what is due.
	}

}
