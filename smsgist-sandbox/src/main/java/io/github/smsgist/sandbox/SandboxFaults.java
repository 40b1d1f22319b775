package io.github.smsgist.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import io.github.smsgist.sandbox.internal.clock.EventClock;
import io.github.smsgist.sandbox.internal.fault.Fault;
import io.github.smsgist.sandbox.internal.fault.Fault.RetryAfter;
import io.github.smsgist.sandbox.internal.fault.FixedWindow;
import io.github.smsgist.sandbox.internal.fault.PlanTracker;
import io.github.smsgist.sandbox.internal.fault.RequestLimiter;
import io.github.smsgist.sandbox.internal.fault.TokenBucket;
import org.jspecify.annotations.Nullable;

/**
 * Faults to inject into calls.
 *
 * <pre class="code">
 * sandbox.faults().next(3).tooManyRequests(Duration.ofSeconds(2));
 * sandbox.faults().next(1).on(SandboxOperation.SEND_SMS).loseAnswer();
 * sandbox.faults().rate(0.5, 42).error(503);
 * sandbox.faults().limitPerSecond(20);
 * </pre>
 *
 * A call gets at most one fault, the one that was added first, and any number of
 * {@linkplain Plan#delay(Duration) delays}. Faults are injected before authentication,
 * and a call with a fault does not count toward the rate limit. With the same seed, the
 * same sequence of calls gets the same faults.
 * <p>
 * A {@link Plan} must be completed. Otherwise the next use of the sandbox by the same
 * thread throws an {@link IllegalStateException}, so that no test passes without its
 * fault.
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

	private final List<FaultRule> rules = new ArrayList<>();

	private @Nullable Limit limit;

	private Duration latency = Duration.ZERO;

	/**
	 * Read without the lock, for sandboxes without faults.
	 */
	private volatile boolean active;

	SandboxFaults(EventClock clock, PlanTracker plans) {
		this.clock = clock;
		this.plans = plans;
	}

	/**
	 * Plan a fault for the next calls.
	 * @param calls the number of calls, at least 1
	 * @return the plan, to be completed
	 */
	public Plan next(int calls) {
		if (calls < 1) {
			throw new IllegalArgumentException("'calls' must be at least 1");
		}
		return begin(calls, 1, new Random(0));
	}

	/**
	 * Plan a fault for a random share of all calls, until {@link #clear()}.
	 * @param share the share, from 0 to 1
	 * @param seed the seed of the random choice
	 * @return the plan, to be completed
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
	 * Plan a fault for all calls, until {@link #clear()}.
	 * @return the plan, to be completed
	 */
	public Plan always() {
		return rate(1, 0);
	}

	/**
	 * Limit the rate with a {@link RequestLimit#TOKEN_BUCKET token bucket}. Further calls
	 * are answered with 429 without {@code Retry-After}.
	 * @param requests the number of requests per second, at least 1
	 */
	public void limitPerSecond(int requests) {
		limitPerSecond(requests, RequestLimit.TOKEN_BUCKET);
	}

	/**
	 * Limit the rate. Further calls are answered with 429 without {@code Retry-After}.
	 * Replaces the previous limit. Counts in real time, even with a manual clock.
	 * Advancing the clock counts, too.
	 * @param requests the number of requests per second, at least 1
	 * @param kind the algorithm
	 */
	public void limitPerSecond(int requests, RequestLimit kind) {
		setLimit(requests, kind, (wait) -> Fault.error(429));
	}

	/**
	 * Limit the rate as {@link #limitPerSecond(int, RequestLimit)} does, and answer
	 * further calls with {@code Retry-After} in seconds.
	 * @param requests the number of requests per second, at least 1
	 * @param kind the algorithm
	 */
	public void limitPerSecondWithRetryAfter(int requests, RequestLimit kind) {
		setLimit(requests, kind, (wait) -> Fault.tooManyRequests(RetryAfter.inSeconds(wait)));
	}

	private void setLimit(int requests, RequestLimit kind, Function<Duration, Fault> refusal) {
		if (requests < 1) {
			throw new IllegalArgumentException("'requests' must be at least 1");
		}
		synchronized (this.rules) {
			RequestLimiter limiter = (kind == RequestLimit.FIXED_WINDOW) ? new FixedWindow(requests)
					: new TokenBucket(requests, this.clock.realTimeNow());
			this.limit = new Limit(requests, limiter, refusal);
			this.active = true;
		}
	}

	/**
	 * Delay all answers. Replaces the previous latency, and is added to
	 * {@linkplain Plan#delay(Duration) delays}.
	 * @param latency the delay, from zero to one day
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
	 * Remove all faults, the rate limit and the latency.
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
	 * Describe the active faults in plain text.
	 * @return a line for each fault, for the rate limit and for the latency
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
	 * Return what to inject into a call.
	 * @param operation the operation
	 * @return the fault and the delay, or {@code null} if there are none
	 */
	@Nullable Injection inject(SandboxOperation operation) {
		if (!this.active) {
			return null;
		}
		synchronized (this.rules) {
			Fault fault = null;
			Duration delay = this.latency;
			Iterator<FaultRule> iterator = this.rules.iterator();
			while (iterator.hasNext()) {
				FaultRule rule = iterator.next();
				boolean isDelay = rule.fault().kind() == Fault.Kind.DELAY;
				if ((isDelay || fault == null) && rule.applies(operation)) {
					if (isDelay) {
						delay = delay.plus(rule.fault().duration());
					}
					else {
						fault = rule.fault();
					}
					if (rule.isUsedUp()) {
						iterator.remove();
					}
				}
			}
			if (fault == null) {
				fault = limit();
			}
			this.active = isActive();
			return (fault != null || !delay.isZero()) ? new Injection(fault, delay) : null;
		}
	}

	private @Nullable Fault limit() {
		if (this.limit == null) {
			return null;
		}
		Duration wait = this.limit.limiter().tryPass(this.clock.realTimeNow());
		return wait.isZero() ? null : this.limit.refusal().apply(wait);
	}

	/**
	 * Fault and delay of a call.
	 *
	 * @param fault the fault, or {@code null}
	 * @param delay the delay of the answer
	 */
	record Injection(@Nullable Fault fault, Duration delay) {

	}

	private record Limit(int requestsPerSecond, RequestLimiter limiter, Function<Duration, Fault> refusal) {

	}

	/**
	 * Planned fault. One of its methods must be called to complete it.
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
		 * Restrict the fault to some operations. Calls of other operations do not count.
		 * @param first an operation
		 * @param others more operations
		 * @return this plan
		 */
		public Plan on(SandboxOperation first, SandboxOperation... others) {
			this.operations = EnumSet.of(first, others);
			return this;
		}

		/**
		 * Answer 429 without {@code Retry-After}. Nothing is processed.
		 */
		public void tooManyRequests() {
			add(Fault.error(429));
		}

		/**
		 * Answer 429 with {@code Retry-After} in seconds. Nothing is processed.
		 * @param retryAfter the time, rounded up to seconds
		 */
		public void tooManyRequests(Duration retryAfter) {
			add(Fault.tooManyRequests(RetryAfter.inSeconds(requireUpTo(MAX_RETRY_AFTER, retryAfter, "retryAfter"))));
		}

		/**
		 * Answer 429 with {@code Retry-After} as an HTTP date. Nothing is processed.
		 * @param retryAfter the time from now in real time, rounded up to seconds
		 */
		public void tooManyRequestsWithDate(Duration retryAfter) {
			add(Fault.tooManyRequests(RetryAfter.asDate(requireUpTo(MAX_RETRY_AFTER, retryAfter, "retryAfter"))));
		}

		/**
		 * Answer with an error in the envelope. Nothing is processed.
		 * @param status the HTTP status, from 400 to 599
		 */
		public void error(int status) {
			add(Fault.error(requireError(status)));
		}

		/**
		 * Answer 500. Nothing is processed.
		 */
		public void serverError() {
			error(500);
		}

		/**
		 * Process the call, then answer with an error in the envelope.
		 * @param status the HTTP status, from 500 to 599
		 */
		public void errorAfterProcessing(int status) {
			if (status < 500 || status > 599) {
				throw refuse("'status' must be from 500 to 599");
			}
			add(new Fault(Fault.Kind.ERROR_AFTER_PROCESSING, status, Duration.ZERO, null));
		}

		/**
		 * Answer with the HTML page of a proxy. Nothing is processed.
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
		 * Process the call, then answer with the right status and a body that is not
		 * JSON.
		 */
		public void junk() {
			add(Fault.of(Fault.Kind.JUNK));
		}

		/**
		 * Process the call, then send half of the body and close the connection.
		 */
		public void halfAnswer() {
			add(Fault.of(Fault.Kind.HALF));
		}

		/**
		 * Process the call, then send the body in ten pieces.
		 * @param pause the time between two pieces
		 */
		public void drip(Duration pause) {
			add(new Fault(Fault.Kind.DRIP, 0, requireUpTo(MAX_DELAY, pause, "pause"), null));
		}

		/**
		 * Process the call, then delay the answer.
		 * @param delay the delay
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
							"There are " + MAX_RULES + " faults already. Remove them with clear()");
				}
				SandboxFaults.this.rules
					.add(new FaultRule(fault, this.operations, this.share, this.random, this.calls));
				SandboxFaults.this.active = true;
			}
		}

	}

}
