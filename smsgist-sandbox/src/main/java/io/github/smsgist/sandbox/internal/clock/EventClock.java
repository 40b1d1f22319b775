package io.github.smsgist.sandbox.internal.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Clock that runs scheduled tasks, at most one at a time. Thread-safe.
 */
public abstract class EventClock implements AutoCloseable {

	/**
	 * Held while tasks run. Taken before any other lock of the sandbox.
	 */
	private final ReentrantLock running = new ReentrantLock();

	/**
	 * Guards the queue and the time. Not held while other classes are called.
	 */
	final ReentrantLock lock = new ReentrantLock();

	private final PriorityQueue<Event> queue = new PriorityQueue<>();

	private long scheduled;

	/**
	 * Return the time. Takes no lock, because each request calls this.
	 * @return the time
	 */
	public abstract Instant now();

	/**
	 * Return a time for callers, who wait in real time: it moves even while the clock
	 * stands still, and also when the clock is advanced.
	 * @return the time
	 */
	public abstract Instant realTimeNow();

	/**
	 * Set the time. Called with the lock held.
	 * @param time the time, not before the current one
	 */
	abstract void moveTo(Instant time);

	/**
	 * Called with the lock held when the next task may have changed.
	 */
	abstract void nextChanged();

	/**
	 * Move forward and run all tasks that become due, including those that are scheduled
	 * meanwhile.
	 * @param duration the time to add. {@link Duration#ZERO} runs what is due now
	 */
	public void advance(Duration duration) {
		this.running.lock();
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
			this.running.unlock();
		}
	}

	/**
	 * Run an action while no task runs.
	 * @param action the action
	 */
	public void runBetweenTasks(Runnable action) {
		this.running.lock();
		try {
			action.run();
		}
		finally {
			this.running.unlock();
		}
	}

	/**
	 * Schedule a task.
	 * @param delay the time until it is due
	 * @param task the task, which must not block
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
	 * Remove all tasks.
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
	 * Return when the next task is due. Called with the lock held.
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
