package io.github.smsgist.sandbox.internal.clock;

import java.time.Instant;

/**
 * A clock that stands still until it is told to advance.
 */
public final class ManualClock extends EventClock {

	private volatile Instant now;

	public ManualClock(Instant start) {
		this.now = start;
	}

	@Override
	public Instant now() {
		return this.now;
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
