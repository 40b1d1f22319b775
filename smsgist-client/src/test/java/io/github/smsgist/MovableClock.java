package io.github.smsgist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that a test moves. It stands still otherwise, or runs.
 */
public final class MovableClock extends Clock {

	private final InstantSource source;

	private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

	private MovableClock(InstantSource source) {
		this.source = source;
	}

	/**
	 * Create a clock that stands still.
	 */
	public MovableClock() {
		this(Instant.parse("2026-11-25T12:00:00Z"));
	}

	/**
	 * Create a clock that stands still.
	 * @param now what it shows
	 */
	public MovableClock(Instant now) {
		this(InstantSource.fixed(now));
	}

	/**
	 * Create a clock that runs.
	 * @return the clock, which shows the time
	 */
	public static MovableClock running() {
		return new MovableClock(InstantSource.system());
	}

	/**
	 * Move the clock forward.
	 * @param duration how far
	 */
	public void advance(Duration duration) {
		this.offset.accumulateAndGet(duration, Duration::plus);
	}

	/**
	 * Set the clock.
	 * @param instant what it shows then
	 */
	public void moveTo(Instant instant) {
		this.offset.set(Duration.between(this.source.instant(), instant));
	}

	@Override
	public Instant instant() {
		return this.source.instant().plus(this.offset.get());
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
