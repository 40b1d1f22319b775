package io.github.smsgist.verification;

import java.io.Serializable;

import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Result of checking a code.
 *
 * @param status the status
 * @param attemptsLeft the number of attempts left
 * @param recipient the verified phone number in E.164 or email address if the status is
 * {@link Status#APPROVED}, else {@code null}
 * @since 0.1.0
 */
public record VerificationCheck(Status status, int attemptsLeft, @Nullable String recipient) implements Serializable {

	/**
	 * Return whether the recipient is verified.
	 * @return whether the status is {@link Status#APPROVED}
	 */
	public boolean isApproved() {
		return this.status == Status.APPROVED;
	}

	static VerificationCheck approved(String recipient) {
		return new VerificationCheck(Status.APPROVED, 0, recipient);
	}

	static VerificationCheck wrong(int attemptsLeft) {
		return new VerificationCheck(Status.WRONG, attemptsLeft, null);
	}

	static VerificationCheck of(Status status) {
		return new VerificationCheck(status, 0, null);
	}

	@Override
	public String toString() {
		return "VerificationCheck[status=%s, attemptsLeft=%s, recipient=%s]".formatted(this.status, this.attemptsLeft,
				Redaction.mask(this.recipient));
	}

	/**
	 * Status of a check.
	 */
	public enum Status {

		/**
		 * The code is right. It does not work again.
		 */
		APPROVED,

		/**
		 * The code is wrong.
		 */
		WRONG,

		/**
		 * The code has expired. A new one can be sent until the verification is deleted,
		 * as long again after the expiry as the code was valid.
		 */
		EXPIRED,

		/**
		 * All attempts are used up. Start a new verification.
		 */
		EXHAUSTED,

		/**
		 * There is no such verification, or it was approved before.
		 */
		UNKNOWN

	}

}
