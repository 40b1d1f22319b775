package io.github.smsgist.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The time of a sandbox. Messages move through their life, and idempotency keys grow old,
 * by this clock.
 * <p>
 * A clock in real time goes by itself. A manual one stands still until it is told to
 * {@linkplain #advance(Duration) advance}; what falls due then happens before that call
 * returns, in the order of its due times, on the thread of the caller. A clock in real
 * time can be advanced as well: it goes on from there.
 * <p>
 * Safe for use by several threads. At any time at most one of the things that are due is
 * being run.
 *
 * @since 0.1.0
 */
public final class SandboxClock {

	/**
	 * The shortest wait for what is due next, so that a busy clock wakes up once for all
	 * that falls due meanwhile.
	 */
	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/**
	 * Held by whoever runs what is due. Taken before any other lock of the sandbox.
	 */
	private final ReentrantLock turning = new ReentrantLock();

	/**
	 * Guards the fields below. Never held while something of another class is called.
	 */
	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final PriorityQueue<Due> queue = new PriorityQueue<>();

	private final boolean manual;

	/**
	 * This and the next field are written under the lock, but read without it: every
	 * request asks for the time.
	 */
	private volatile Instant now;

	private volatile Duration ahead = Duration.ZERO;

	private long scheduled;

	private boolean closed;

	private SandboxClock(boolean manual, Instant start) {
		this.manual = manual;
		this.now = start;
	}

	static SandboxClock manual(Instant start) {
		return new SandboxClock(true, start);
	}

	static SandboxClock realTime(String threadName) {
		SandboxClock clock = new SandboxClock(false, Instant.EPOCH);
		Thread thread = new Thread(clock::run, threadName);
		thread.setDaemon(true);
		thread.start();
		return clock;
	}

	/**
	 * Return the sandbox's time.
	 * @return the time
	 */
	public Instant now() {
		return this.manual ? this.now : Instant.now().plus(this.ahead);
	}

	/**
	 * Return whether the clock only moves by {@link #advance(Duration)}.
	 * @return whether the clock is manual
	 */
	public boolean isManual() {
		return this.manual;
	}

	/**
	 * Move the clock ahead and run what falls due on the way, including what is only
	 * scheduled on the way.
	 * @param duration how far; {@link Duration#ZERO} runs what is due now
	 * @throws IllegalArgumentException if the duration is negative
	 */
	public void advance(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("The clock cannot go back: 'duration' must not be negative");
		}
		this.turning.lock();
		try {
			Instant target = now().plus(duration);
			runUntil(target);
			reach(target);
		}
		finally {
			this.turning.unlock();
		}
	}

	/**
	 * Run something while nothing that is due is being run.
	 * @param action what to run
	 */
	void betweenTurns(Runnable action) {
		this.turning.lock();
		try {
			action.run();
		}
		finally {
			this.turning.unlock();
		}
	}

	void schedule(Duration delay, Runnable task) {
		this.lock.lock();
		try {
			Due due = new Due(now().plus(delay), this.scheduled++, task);
			this.queue.add(due);
			if (!this.manual && this.queue.peek() == due) {
				this.changed.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget everything that is scheduled.
	 */
	void clear() {
		this.lock.lock();
		try {
			this.queue.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.queue.clear();
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void runUntil(Instant target) {
		Due due = next(target);
		while (due != null) {
			due.task().run();
			due = next(target);
		}
	}

	private @Nullable Due next(Instant target) {
		this.lock.lock();
		try {
			Due due = this.queue.peek();
			if (due == null || due.time().isAfter(target)) {
				return null;
			}
			moveTo(due.time());
			return this.queue.poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void reach(Instant target) {
		this.lock.lock();
		try {
			moveTo(target);
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void moveTo(Instant time) {
		if (!time.isAfter(now())) {
			return;
		}
		if (this.manual) {
			this.now = time;
		}
		else {
			this.ahead = this.ahead.plus(Duration.between(now(), time));
		}
	}

	private void run() {
		while (awaitDue()) {
			this.turning.lock();
			try {
				runUntil(now());
			}
			finally {
				this.turning.unlock();
			}
		}
	}

	/**
	 * Wait until something is due.
	 * @return {@code false} when the clock was closed
	 */
	private boolean awaitDue() {
		this.lock.lock();
		try {
			while (!this.closed) {
				Due due = this.queue.peek();
				if (due == null) {
					this.changed.await();
				}
				else {
					long nanos = Duration.between(now(), due.time()).toNanos();
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

	private record Due(Instant time, long number, Runnable task) implements Comparable<Due> {

		@Override
		public int compareTo(Due other) {
			int order = this.time.compareTo(other.time);
			return (order != 0) ? order : Long.compare(this.number, other.number);
		}

	}

}
