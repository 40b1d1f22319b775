package io.github.smsgist.sandbox.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * Clock that moves by itself, with a thread that runs the tasks.
 */
public final class RealTimeClock extends EventClock {

	/**
	 * Minimum wait for the next task, so that tasks that become due together cause one
	 * wake-up.
	 */
	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final Condition changed = this.lock.newCondition();

	private volatile Duration ahead = Duration.ZERO;

	private boolean closed;

	public RealTimeClock(String threadName) {
		Thread thread = new Thread(this::run, threadName);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public Instant now() {
		return Instant.now().plus(this.ahead);
	}

	@Override
	public Instant realTimeNow() {
		return now();
	}

	@Override
	void moveTo(Instant time) {
		this.ahead = this.ahead.plus(Duration.between(now(), time));
	}

	@Override
	void nextChanged() {
		this.changed.signal();
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			super.close();
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void run() {
		while (awaitDue()) {
			advance(Duration.ZERO);
		}
	}

	/**
	 * Wait until a task is due.
	 * @return {@code false} when the clock was closed
	 */
	private boolean awaitDue() {
		this.lock.lock();
		try {
			while (!this.closed) {
				Instant due = nextDue();
				if (due == null) {
					this.changed.await();
				}
				else {
					long nanos = Duration.between(now(), due).toNanos();
					if (nanos <= 0) {
						return true;
					}
					this.changed.await(Math.max(nanos, TICK_NANOS), TimeUnit.NANOSECONDS);
				}
			}
			return false;
		}
		catch (InterruptedException ex) {
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
