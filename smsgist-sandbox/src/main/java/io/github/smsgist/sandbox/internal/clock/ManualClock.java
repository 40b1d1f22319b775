package io.github.smsgist.sandbox.internal.clock;

import java.time.Instant;

/**
 * Clock that only moves when it is advanced.
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
	public Instant realTimeNow() {
		return this.now.plusNanos(System.nanoTime() - this.startedAt);
	}

	@Override
	void moveTo(Instant time) {
		this.now = time;
	}

	@Override
	void nextChanged() {
		// Tasks run when the clock is advanced.
	}

}
