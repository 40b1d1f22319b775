package io.github.smsgist.sandbox.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Tells a time and runs what falls due in it. At any time at most one of the things that
 * are due is being run. Thread-safe.
 */
public abstract class EventClock implements AutoCloseable {

	/**
	 * Held by whoever runs what is due. Taken before any other lock of the sandbox.
	 */
	private final ReentrantLock turning = new ReentrantLock();

	/**
	 * Guards the queue and the time. Never held while something of another class is
	 * called.
	 */
	final ReentrantLock lock = new ReentrantLock();

	private final PriorityQueue<Event> queue = new PriorityQueue<>();

	private long scheduled;

	/**
	 * Return the time. Takes no lock, for every request asks.
	 * @return the time
	 */
	public abstract Instant now();

	/**
	 * Return the time as callers feel it, who wait in real time: it goes by even where
	 * the clock stands still, and jumps where the clock is advanced.
	 * @return the time
	 */
	public abstract Instant liveNow();

	/**
	 * Go on from a later time. Called with the lock held.
	 * @param time the time, not before the present one
	 */
	abstract void moveTo(Instant time);

	/**
	 * Take notice that another event may be the next. Called with the lock held.
	 */
	abstract void nextChanged();

	/**
	 * Move ahead and run what falls due on the way, also what is only scheduled on the
	 * way. It has happened when this method returns.
	 * @param duration how far; {@link Duration#ZERO} runs what is due now
	 */
	public void advance(Duration duration) {
		this.turning.lock();
		try {
			Instant target = now().plus(duration);
			runUntil(target);
			this.lock.lock();
			try {
				moveAheadTo(target);
				nextChanged();
			}
			finally {
				this.lock.unlock();
			}
		}
		finally {
			this.turning.unlock();
		}
	}

	/**
	 * Run an action while nothing that is due is being run.
	 * @param action the action
	 */
	public void betweenEvents(Runnable action) {
		this.turning.lock();
		try {
			action.run();
		}
		finally {
			this.turning.unlock();
		}
	}

	/**
	 * Schedule a task.
	 * @param delay the time until it is due
	 * @param task the task; it must not wait
	 */
	public void schedule(Duration delay, Runnable task) {
		this.lock.lock();
		try {
			Event event = new Event(now().plus(delay), this.scheduled++, task);
			this.queue.add(event);
			if (this.queue.peek() == event) {
				nextChanged();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Forget all that is scheduled.
	 */
	public void clear() {
		this.lock.lock();
		try {
			this.queue.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		clear();
	}

	/**
	 * Return when the next event is due. Called with the lock held.
	 * @return the time, or {@code null} if nothing is scheduled
	 */
	@Nullable Instant nextDue() {
		Event event = this.queue.peek();
		return (event != null) ? event.time() : null;
	}

	private void runUntil(Instant target) {
		Event event = next(target);
		while (event != null) {
			event.task().run();
			event = next(target);
		}
	}

	private @Nullable Event next(Instant target) {
		this.lock.lock();
		try {
			Event event = this.queue.peek();
			if (event == null || event.time().isAfter(target)) {
				return null;
			}
			moveAheadTo(event.time());
			return this.queue.poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void moveAheadTo(Instant time) {
		if (time.isAfter(now())) {
			moveTo(time);
		}
	}

	private record Event(Instant time, long number, Runnable task) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			int order = this.time.compareTo(other.time);
			return (order != 0) ? order : Long.compare(this.number, other.number);
		}

	}

}
