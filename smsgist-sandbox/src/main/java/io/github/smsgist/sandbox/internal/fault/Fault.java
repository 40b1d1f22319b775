package io.github.smsgist.sandbox.internal.fault;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Fault to inject into a call.
 *
 * @param kind the kind of fault
 * @param status the HTTP status of the answer, or 0 if the kind has none
 * @param duration the time to wait, or zero
 * @param retryAfter the value of {@code Retry-After}, or {@code null} for none
 */
public record Fault(Kind kind, int status, Duration duration, @Nullable RetryAfter retryAfter) {

	public static Fault of(Kind kind) {
		return new Fault(kind, 0, Duration.ZERO, null);
	}

	public static Fault error(int status) {
		return new Fault(Kind.ERROR, status, Duration.ZERO, null);
	}

	public static Fault tooManyRequests(RetryAfter retryAfter) {
		return new Fault(Kind.ERROR, 429, Duration.ZERO, retryAfter);
	}

	/**
	 * Describe this fault.
	 * @return the description, such as {@code error 503}
	 */
	public String describe() {
		String what = this.kind.description() + ((this.status > 0) ? " " + this.status : "");
		if (this.retryAfter != null) {
			return what + ", Retry-After " + seconds(this.retryAfter.delay());
		}
		return this.duration.isZero() ? what : what + " " + seconds(this.duration);
	}

	private static String seconds(Duration duration) {
		return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
	}

	public enum Kind {

		/**
		 * An error in the envelope. Nothing is processed.
		 */
		ERROR("error"),

		/**
		 * Processed, then answered with an error in the envelope.
		 */
		ERROR_AFTER_PROCESSING("error after processing"),

		/**
		 * The HTML page of a proxy. Nothing is processed.
		 */
		HTML("html page"),

		/**
		 * Connection reset. Nothing is processed.
		 */
		RESET("reset before processing"),

		/**
		 * Processed, then connection reset.
		 */
		LOSE_ANSWER("answer lost"),

		/**
		 * Processed, then answered with a body that is not JSON.
		 */
		JUNK("junk"),

		/**
		 * Processed, then connection closed after half of the body.
		 */
		HALF("half an answer"),

		/**
		 * Processed, then answered in small pieces.
		 */
		DRIP("slow drip"),

		/**
		 * Processed, then answered late. Can be combined with other faults.
		 */
		DELAY("delay");

		private final String description;

		Kind(String description) {
			this.description = description;
		}

		public String description() {
			return this.description;
		}

	}

	/**
	 * The value of {@code Retry-After}.
	 *
	 * @param delay the time
	 * @param date whether it is written as a date instead of seconds
	 */
	public record RetryAfter(Duration delay, boolean date) {

		public static RetryAfter inSeconds(Duration delay) {
			return new RetryAfter(delay, false);
		}

		public static RetryAfter asDate(Duration delay) {
			return new RetryAfter(delay, true);
		}

	}

}
