package io.github.smsgist.sandbox.internal.fault;

import org.jspecify.annotations.Nullable;

/**
 * Detects plans that were not completed, and would have no effect. The thread that
 * started one gets an exception when it uses the sandbox again.
 */
public final class PlanTracker {

	private final ThreadLocal<@Nullable Start> start = new ThreadLocal<>();

	public void begin() {
		requireComplete();
		this.start.set(new Start());
	}

	public void complete() {
		this.start.remove();
	}

	/**
	 * Check that this thread has completed its plan.
	 * @throws IllegalStateException if it has not
	 */
	public void requireComplete() {
		Start start = this.start.get();
		if (start != null) {
			this.start.remove();
			throw new IllegalStateException("A fault was started with next, rate or always, and not "
					+ "completed. Complete it, for example with error(503)", start);
		}
	}

	/**
	 * Cause with the stack trace of the start.
	 */
	private static final class Start extends Exception {

		Start() {
			super("The fault was started here");
		}

	}

}
