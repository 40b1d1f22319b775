package io.github.smsgist.error;

import java.io.Serializable;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What the service answered to a call that failed.
 *
 * @param httpStatus the HTTP status code
 * @param message the service's message, with phone numbers and addresses masked, or
 * {@code null} when there was none
 * @param retryAfter how long the service asked to wait, or {@code null} when it did not
 * @since 0.1.0
 */
public record ServiceAnswer(int httpStatus, @Nullable String message,
		@Nullable Duration retryAfter) implements Serializable {

	/**
	 * Create an answer that has nothing but a status code.
	 * @param httpStatus the HTTP status code
	 * @return the answer
	 */
	public static ServiceAnswer of(int httpStatus) {
		return new ServiceAnswer(httpStatus, null, null);
	}

	/**
	 * The status code and the message, for an exception's text.
	 */
	String quoted() {
		return (this.message != null) ? "(%s: \"%s\")".formatted(this.httpStatus, this.message)
				: "(%s)".formatted(this.httpStatus);
	}

}
