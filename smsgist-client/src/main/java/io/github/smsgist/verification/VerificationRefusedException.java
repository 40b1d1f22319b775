package io.github.smsgist.verification;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when no code may be sent. Nothing was sent, and no credits were spent. The
 * message contains neither the recipient nor the code.
 *
 * @since 0.1.0
 */
public final class VerificationRefusedException extends RuntimeException {

	private final Reason reason;

	private final @Nullable Instant retryAt;

	/**
	 * Create an exception for a reason that does not pass.
	 * @param reason the reason
	 */
	public VerificationRefusedException(Reason reason) {
		super("No code was sent: " + reason.phrase);
		this.reason = reason;
		this.retryAt = null;
	}

	/**
	 * Create an exception for a reason that passes.
	 * @param reason the reason
	 * @param retryAt the earliest time at which a code may be sent
	 */
	public VerificationRefusedException(Reason reason, Instant retryAt) {
		super("No code was sent: " + reason.phrase + ". Try again at " + retryAt);
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
	 * Return the earliest time at which a code may be sent.
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
		TOO_MANY_RESENDS("the code was resent as often as allowed. Start a new verification"),

		/**
		 * The recipient has been sent too many codes.
		 */
		RECIPIENT_LIMIT("the recipient has been sent too many codes"),

		/**
		 * Too many codes have been sent on behalf of the subject.
		 */
		SUBJECT_LIMIT("too many codes have been sent on behalf of the subject"),

		/**
		 * Too many codes have been sent in total.
		 */
		TOTAL_LIMIT("too many codes have been sent in total"),

		/**
		 * The codes of the last 24 hours have cost too many credits.
		 */
		CREDIT_LIMIT("the codes of the last 24 hours have cost too many credits"),

		/**
		 * Phone numbers of this region are not allowed.
		 */
		REGION("phone numbers of this region are not allowed"),

		/**
		 * The phone number is not a mobile number.
		 */
		NUMBER_TYPE("the phone number is not a mobile number"),

		/**
		 * All attempts are used up. Start a new verification.
		 */
		EXHAUSTED("all attempts are used up. Start a new verification"),

		/**
		 * There is no such verification, or it was approved before.
		 */
		UNKNOWN("there is no such verification, or it was approved before. Start a new verification");

		private final String phrase;

		Reason(String phrase) {
			this.phrase = phrase;
		}

	}

}
