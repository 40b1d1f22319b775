package io.github.smsgist.sandbox.internal.fault;

import org.jspecify.annotations.Nullable;

/**
 * Notices commands that were begun and never completed, which would do nothing without a
 * word: the thread that began one is told as soon as it uses the sandbox again.
 */
public final class PlanTracker {

	private final ThreadLocal<@Nullable Begun> begun = new ThreadLocal<>();

	public void begin() {
		requireComplete();
		this.begun.set(new Begun());
	}

	public void complete() {
		this.begun.remove();
	}

	/**
	 * Refuse to go on after a command that was not completed.
	 * @throws IllegalStateException if this thread has begun one and not completed it
	 */
	public void requireComplete() {
		Begun begun = this.begun.get();
		if (begun != null) {
			this.begun.remove();
			throw new IllegalStateException("A fault was begun with next, rate or always, but what is to happen was "
					+ "never said. Complete it, for example with error(503)", begun);
		}
	}

	/**
	 * Tells by its stack trace where a command was begun.
	 */
	private static final class Begun extends Exception {

		Begun() {
			super("The fault was begun here");
		}

	}

}
