package io.github.smsgist.verification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no code may be sent. Nothing was sent, and nothing is paid for. The message
 * names neither the recipient nor the code.
 *
 * @since 0.1.0
 */
public final class VerificationRefusedException extends RuntimeException {

	private final Reason reason;

	private final @Nullable Instant retryAt;

	/**
	 * Create an exception.
	 * @param reason the reason
	 * @param retryAt when a code may be sent again, or {@code null} if waiting does not
	 * help
	 */
	public VerificationRefusedException(Reason reason, @Nullable Instant retryAt) {
		super("No code was sent: " + reason.phrase + ((retryAt != null) ? ". Try again at " + retryAt : ""));
		this.reason = reason;
		this.retryAt = retryAt;
	}

	/**
	 * Return the reason.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Return when a code may be sent again.
	 * @return the time, or {@code null} if waiting does not help
	 */
	public @Nullable Instant getRetryAt() {
		return this.retryAt;
	}

	/**
	 * Reasons not to send a code.
	 */
	public enum Reason {

		/**
		 * The pause after the last code is not over.
		 */
		TOO_EARLY("the pause after the last code is not over"),

		/**
		 * The code was resent as often as allowed.
		 */
		TOO_MANY_RESENDS("the code was resent as often as allowed"),

		/**
		 * The recipient has been sent too many codes.
		 */
		RECIPIENT_LIMIT("the recipient has been sent too many codes"),

		/**
		 * Too many codes have been sent on behalf of the subject.
		 */
		SUBJECT_LIMIT("too many codes have been sent on behalf of the subject"),

		/**
		 * Too many codes have been sent in all.
		 */
		TOTAL_LIMIT("too many codes have been sent in all"),

		/**
		 * The codes of the last 24 hours have cost as much as allowed.
		 */
		CREDIT_LIMIT("the codes of the last 24 hours have cost as much as allowed"),

		/**
		 * Phone numbers of this region are not allowed.
		 */
		REGION("phone numbers of this region are not allowed"),

		/**
		 * The phone number is not one of a mobile phone.
		 */
		NUMBER_TYPE("the phone number is not one of a mobile phone"),

		/**
		 * All attempts are used up: start a new verification.
		 */
		EXHAUSTED("all attempts are used up"),

		/**
		 * There is no such verification, or it was approved before.
		 */
		UNKNOWN("there is no such verification");

		private final String phrase;

		Reason(String phrase) {
			this.phrase = phrase;
		}

	}

}
