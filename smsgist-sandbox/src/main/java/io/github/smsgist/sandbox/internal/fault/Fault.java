package io.github.smsgist.sandbox.internal.fault;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One way to misbehave.
 *
 * @param kind the way
 * @param status the HTTP status that is answered, where the kind has one
 * @param duration how long to wait, where the kind does
 * @param retryAfter what {@code Retry-After} tells, or {@code null} to leave it out
 */
public record Fault(Kind kind, int status, Duration duration, @Nullable RetryAfter retryAfter) {

	public static Fault of(Kind kind) {
		return new Fault(kind, 0, Duration.ZERO, null);
	}

	/**
	 * Describe this fault for a person.
	 * @return a few words, such as {@code error 503}
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
		 * An error in the envelope; nothing is processed.
		 */
		ERROR("error"),

		/**
		 * Processed, and answered with an error in the envelope.
		 */
		ERROR_AFTER_PROCESSING("error after processing"),

		/**
		 * An HTML page with an error status, as a proxy gives; nothing is processed.
		 */
		HTML("html page"),

		/**
		 * The connection is reset; nothing is processed.
		 */
		RESET("reset before processing"),

		/**
		 * Processed, then the connection is reset.
		 */
		LOSE_ANSWER("answer lost"),

		/**
		 * Processed, and the answer's body is not JSON.
		 */
		JUNK("junk"),

		/**
		 * Processed, and the connection is closed after half of the answer's body.
		 */
		HALF("half an answer"),

		/**
		 * Processed, and the answer's body comes in small pieces.
		 */
		DRIP("slow drip"),

		/**
		 * Processed, and answered late. Goes together with any other fault.
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
	 * @param delay how long the caller is asked to wait
	 * @param date whether it is told as a date instead of in seconds
	 */
	public record RetryAfter(Duration delay, boolean date) {

	}

}
