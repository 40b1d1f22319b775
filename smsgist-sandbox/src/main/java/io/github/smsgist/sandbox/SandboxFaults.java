package io.github.smsgist.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.smsgist.sandbox.internal.clock.EventClock;
import io.github.smsgist.sandbox.internal.fault.Fault;
import io.github.smsgist.sandbox.internal.fault.FixedWindow;
import io.github.smsgist.sandbox.internal.fault.PlanTracker;
import io.github.smsgist.sandbox.internal.fault.RequestLimiter;
import io.github.smsgist.sandbox.internal.fault.TokenBucket;
import org.jspecify.annotations.Nullable;

/**
 * Faults to inject: into a number of calls, or into a share of them.
 *
 * <pre class="code">
 * sandbox.faults().next(3).tooManyRequests(Duration.ofSeconds(2));
 * sandbox.faults().next(1).on(SandboxOperation.SEND_SMS).loseAnswer();
 * sandbox.faults().rate(0.5, 42).error(503);
 * sandbox.faults().limitPerSecond(20);
 * </pre>
 *
 * Each call meets at most one fault, the earliest one, and in addition any number of
 * {@linkplain Plan#delay(Duration) delays}. A fault comes before authentication, and a
 * call that meets one counts against no rate limit. Commands of a rate draw from their
 * seed once for each call that they apply to, so a sequence of calls meets the same
 * faults again.
 * <p>
 * A command that is begun and not completed does nothing. The thread that began it gets
 * an {@link IllegalStateException} when it uses the sandbox again, so that no test passes
 * without its fault.
 * <p>
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class SandboxFaults {

	private static final int MAX_RULES = 1000;

	private static final Duration MAX_DELAY = Duration.ofDays(1);

	private static final Duration MAX_RETRY_AFTER = Duration.ofDays(366);

	private final EventClock clock;

	private final PlanTracker plans;

	private final List<Rule> rules = new ArrayList<>();

	private @Nullable Limit limit;

	private Duration latency = Duration.ZERO;

	/**
	 * Read without the lock, so that a sandbox that behaves well pays nothing.
	 */
	private volatile boolean active;

	SandboxFaults(EventClock clock, PlanTracker plans) {
		this.clock = clock;
		this.plans = plans;
	}

	/**
	 * Begin a command for the next calls.
	 * @param calls how many calls
	 * @return the command, to be completed
	 */
	public Plan next(int calls) {
		if (calls < 1) {
			throw new IllegalArgumentException("'calls' must be at least 1");
		}
		return begin(calls, 1, new Random(0));
	}

	/**
	 * Begin a command for a share of all calls, until {@link #clear()}.
	 * @param share the share, from 0 to 1
	 * @param seed what the choice of calls is made from
	 * @return the command, to be completed
	 */
	public Plan rate(double share, long seed) {
		if (!(share >= 0 && share <= 1)) {
			throw new IllegalArgumentException("'share' must be from 0 to 1");
		}
		return begin(Long.MAX_VALUE, share, new Random(seed));
	}

	private Plan begin(long calls, double share, Random random) {
		this.plans.begin();
		return new Plan(calls, share, random);
	}

	/**
	 * Begin a command for all calls, until {@link #clear()}.
	 * @return the command, to be completed
	 */
	public Plan always() {
		return rate(1, 0);
	}

	/**
	 * Answer 429 to what goes over a limit, counted by a {@link RequestLimit#TOKEN_BUCKET
	 * token bucket} and without {@code Retry-After}.
	 * @param requests how many requests a second are let through
	 */
	public void limitPerSecond(int requests) {
		limitPerSecond(requests, RequestLimit.TOKEN_BUCKET, false);
	}

	/**
	 * Answer 429 to what goes over a limit. Replaces a limit set before. Seconds pass as
	 * for the callers, who wait in real time, also while a manual clock stands still; a
	 * clock that is advanced lets them pass as well.
	 * @param requests how many requests a second are let through
	 * @param kind how they are counted
	 * @param retryAfter whether to answer {@code Retry-After}, in whole seconds
	 */
	public void limitPerSecond(int requests, RequestLimit kind, boolean retryAfter) {
		if (requests < 1) {
			throw new IllegalArgumentException("'requests' must be at least 1");
		}
		synchronized (this.rules) {
			RequestLimiter limiter = (kind == RequestLimit.FIXED_WINDOW) ? new FixedWindow(requests)
					: new TokenBucket(requests, this.clock.liveNow());
			this.limit = new Limit(requests, limiter, retryAfter);
			this.active = true;
		}
	}

	/**
	 * Answer every call later, as over a slow line. Replaces a latency set before, and
	 * adds to what {@linkplain Plan#delay(Duration) delays} hold an answer back.
	 * @param latency how much later, up to a day; zero for no later
	 */
	public void latency(Duration latency) {
		if (!isUpTo(MAX_DELAY, latency)) {
			throw new IllegalArgumentException("'latency' must be from zero to " + MAX_DELAY.toDays() + " day(s)");
		}
		synchronized (this.rules) {
			this.latency = latency;
			this.active = isActive();
		}
	}

	private boolean isActive() {
		return !this.rules.isEmpty() || this.limit != null || !this.latency.isZero();
	}

	private static boolean isUpTo(Duration maximum, Duration value) {
		return !value.isNegative() && value.compareTo(maximum) <= 0;
	}

	/**
	 * Take back every command, the rate limit and the latency.
	 */
	public void clear() {
		synchronized (this.rules) {
			this.rules.clear();
			this.limit = null;
			this.latency = Duration.ZERO;
			this.active = false;
		}
	}

	/**
	 * Describe what is active, for a person to look at.
	 * @return a line for each command, for the rate limit and for the latency
	 */
	List<String> describeActive() {
		if (!this.active) {
			return List.of();
		}
		synchronized (this.rules) {
			List<String> lines = new ArrayList<>();
			this.rules.forEach((rule) -> lines.add(rule.describe()));
			if (this.limit != null) {
				lines.add("At most " + this.limit.requestsPerSecond() + " requests a second");
			}
			if (!this.latency.isZero()) {
				lines.add("Every answer comes " + this.latency.toMillis() + " ms later");
			}
			return lines;
		}
	}

	/**
	 * Decide what a call meets.
	 * @param operation the operation that is called
	 * @return what it meets, or {@code null} if it is treated well
	 */
	@Nullable Encounter meet(SandboxOperation operation) {
		if (!this.active) {
			return null;
		}
		synchronized (this.rules) {
			Fault fault = null;
			Duration delay = this.latency;
			Iterator<Rule> iterator = this.rules.iterator();
			while (iterator.hasNext()) {
				Rule rule = iterator.next();
				boolean isDelay = rule.fault.kind() == Fault.Kind.DELAY;
				if ((isDelay || fault == null) && rule.applies(operation)) {
					if (isDelay) {
						delay = delay.plus(rule.fault.duration());
					}
					else {
						fault = rule.fault;
					}
					if (rule.left == 0) {
						iterator.remove();
					}
				}
			}
			if (fault == null) {
				fault = limit();
			}
			this.active = isActive();
			return (fault != null || !delay.isZero()) ? new Encounter(fault, delay) : null;
		}
	}

	private @Nullable Fault limit() {
		if (this.limit == null) {
			return null;
		}
		Duration wait = this.limit.limiter().tryPass(this.clock.liveNow());
		if (wait.isZero()) {
			return null;
		}
		return new Fault(Fault.Kind.ERROR, 429, Duration.ZERO,
				this.limit.retryAfter() ? new Fault.RetryAfter(wait, false) : null);
	}

	/**
	 * What one call meets.
	 *
	 * @param fault the fault, or {@code null}
	 * @param delay how long its answer is held back
	 */
	record Encounter(@Nullable Fault fault, Duration delay) {

	}

	private record Limit(int requestsPerSecond, RequestLimiter limiter, boolean retryAfter) {

	}

	/**
	 * A command that lacks only what is to happen.
	 */
	public final class Plan {

		private final long calls;

		private final double share;

		private final Random random;

		private Set<SandboxOperation> operations = EnumSet.allOf(SandboxOperation.class);

		private Plan(long calls, double share, Random random) {
			this.calls = calls;
			this.share = share;
			this.random = random;
		}

		/**
		 * Limit the command to some operations. Calls of others are not counted.
		 * @param first an operation
		 * @param others more operations
		 * @return this
		 */
		public Plan on(SandboxOperation first, SandboxOperation... others) {
			this.operations = EnumSet.of(first, others);
			return this;
		}

		/**
		 * Answer 429 without {@code Retry-After}. Nothing is processed.
		 */
		public void tooManyRequests() {
			add(new Fault(Fault.Kind.ERROR, 429, Duration.ZERO, null));
		}

		/**
		 * Answer 429 with {@code Retry-After} in seconds. Nothing is processed.
		 * @param retryAfter how long to ask the caller to wait; rounded up to seconds
		 */
		public void tooManyRequests(Duration retryAfter) {
			add(new Fault(Fault.Kind.ERROR, 429, Duration.ZERO,
					new Fault.RetryAfter(requireUpTo(MAX_RETRY_AFTER, retryAfter, "retryAfter"), false)));
		}

		/**
		 * Answer 429 with {@code Retry-After} as an HTTP date. Nothing is processed.
		 * @param retryAfter how far the date is ahead in real time; rounded up to seconds
		 */
		public void tooManyRequestsWithDate(Duration retryAfter) {
			add(new Fault(Fault.Kind.ERROR, 429, Duration.ZERO,
					new Fault.RetryAfter(requireUpTo(MAX_RETRY_AFTER, retryAfter, "retryAfter"), true)));
		}

		/**
		 * Answer an error in the envelope. Nothing is processed.
		 * @param status the HTTP status, from 400 to 599
		 */
		public void error(int status) {
			add(new Fault(Fault.Kind.ERROR, requireError(status), Duration.ZERO, null));
		}

		/**
		 * Answer 500. Nothing is processed.
		 */
		public void serverError() {
			error(500);
		}

		/**
		 * Process the call, then answer an error in the envelope, as a service does that
		 * fails after its work is done.
		 * @param status the HTTP status, from 500 to 599
		 */
		public void errorAfterProcessing(int status) {
			if (status < 500 || status > 599) {
				throw refuse("'status' must be from 500 to 599");
			}
			add(new Fault(Fault.Kind.ERROR_AFTER_PROCESSING, status, Duration.ZERO, null));
		}

		/**
		 * Answer the HTML page of a proxy. Nothing is processed.
		 * @param status the HTTP status, from 400 to 599
		 */
		public void html(int status) {
			add(new Fault(Fault.Kind.HTML, requireError(status), Duration.ZERO, null));
		}

		/**
		 * Reset the connection without processing anything.
		 */
		public void resetBeforeProcessing() {
			add(Fault.of(Fault.Kind.RESET));
		}

		/**
		 * Process the call, then reset the connection instead of answering.
		 */
		public void loseAnswer() {
			add(Fault.of(Fault.Kind.LOSE_ANSWER));
		}

		/**
		 * Process the call and answer something that is not JSON, under the right status.
		 */
		public void junk() {
			add(Fault.of(Fault.Kind.JUNK));
		}

		/**
		 * Process the call, answer half of the body and close the connection.
		 */
		public void halfAnswer() {
			add(Fault.of(Fault.Kind.HALF));
		}

		/**
		 * Process the call and answer the body in ten pieces.
		 * @param pause the time between two pieces
		 */
		public void drip(Duration pause) {
			add(new Fault(Fault.Kind.DRIP, 0, requireUpTo(MAX_DELAY, pause, "pause"), null));
		}

		/**
		 * Process the call at once and answer late.
		 * @param delay how late
		 */
		public void delay(Duration delay) {
			add(new Fault(Fault.Kind.DELAY, 0, requireUpTo(MAX_DELAY, delay, "delay"), null));
		}

		private int requireError(int status) {
			if (status < 400 || status > 599) {
				throw refuse("'status' must be from 400 to 599");
			}
			return status;
		}

		private Duration requireUpTo(Duration maximum, Duration value, String name) {
			if (!isUpTo(maximum, value)) {
				throw refuse("'" + name + "' must be from zero to " + maximum.toDays() + " day(s)");
			}
			return value;
		}

		private IllegalArgumentException refuse(String message) {
			SandboxFaults.this.plans.complete();
			return new IllegalArgumentException(message);
		}

		private void add(Fault fault) {
			SandboxFaults.this.plans.complete();
			synchronized (SandboxFaults.this.rules) {
				if (SandboxFaults.this.rules.size() >= MAX_RULES) {
					throw new IllegalStateException(
							"There are " + MAX_RULES + " commands already: take them back with clear()");
				}
				SandboxFaults.this.rules.add(new Rule(this, fault));
				SandboxFaults.this.active = true;
			}
		}

	}

	private static final class Rule {

		private final Fault fault;

		private final Set<SandboxOperation> operations;

		private final double share;

		private final Random random;

		private long left;

		Rule(Plan plan, Fault fault) {
			this.fault = fault;
			this.operations = plan.operations;
			this.share = plan.share;
			this.random = plan.random;
			this.left = plan.calls;
		}

		String describe() {
			String which = (this.left > Integer.MAX_VALUE) ? Math.round(this.share * 100) + " % of the requests"
					: (this.left == 1) ? "Next request" : "Next " + this.left + " requests";
			String to = (this.operations.size() == SandboxOperation.values().length) ? ""
					: this.operations.stream()
						.map((operation) -> operation.name().toLowerCase(Locale.ROOT))
						.collect(Collectors.joining(", ", " to ", ""));
			return which + to + ": " + this.fault.describe();
		}

		boolean applies(SandboxOperation operation) {
			if (!this.operations.contains(operation) || this.random.nextDouble() >= this.share) {
				return false;
			}
			this.left--;
			return true;
		}

	}

}
