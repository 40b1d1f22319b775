package io.github.smsgist.verification;

import java.time.Instant;
import java.util.Locale;

import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * State of a verification in a {@link VerificationStore}. Without the secret key it does
 * not reveal the code.
 *
 * @param id the id
 * @param version the number of updates
 * @param recipient the phone number in E.164, or the email address
 * @param subjectKey the keyed hash of the subject, or {@code null} without a subject
 * @param locale the language of the text
 * @param nonce the random value that the code is derived from
 * @param expiresAt the time at which the code expires
 * @param forgetAt the time from which this may be deleted
 * @param resendAllowedAt the earliest time at which the code may be resent
 * @param attempts the number of attempts that were made
 * @param sends the number of messages that were or may have been sent
 * @param sendNumber the number of the next message, which is part of its idempotency key.
 * It grows only when a message was accepted, so that a message whose outcome is unknown
 * is retried under its key
 * @param approved whether the right code was entered
 * @since 0.1.0
 */
public record StoredVerification(String id, long version, String recipient, @Nullable String subjectKey, Locale locale,
		String nonce, Instant expiresAt, Instant forgetAt, Instant resendAllowedAt, int attempts, int sends,
		int sendNumber, boolean approved) {

	Verification toVerification() {
		return new Verification(this.id, this.expiresAt, this.resendAllowedAt);
	}

	String idempotencyKey() {
		return "verification-" + this.id + "-" + this.sendNumber;
	}

	boolean isExpired(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

	StoredVerification withAttempt(boolean approved) {
		return new StoredVerification(this.id, this.version + 1, this.recipient, this.subjectKey, this.locale,
				this.nonce, this.expiresAt, this.forgetAt, this.resendAllowedAt, this.attempts + 1, this.sends,
				this.sendNumber, approved);
	}

	StoredVerification withSend(Instant resendAllowedAt) {
		return withSends(this.sends + 1, this.sendNumber, resendAllowedAt);
	}

	StoredVerification withSendAccepted() {
		return withSends(this.sends, this.sendNumber + 1, this.resendAllowedAt);
	}

	StoredVerification withSendFailed(Instant resendAllowedAt) {
		return withSends(this.sends - 1, this.sendNumber, resendAllowedAt);
	}

	private StoredVerification withSends(int sends, int sendNumber, Instant resendAllowedAt) {
		return new StoredVerification(this.id, this.version + 1, this.recipient, this.subjectKey, this.locale,
				this.nonce, this.expiresAt, this.forgetAt, resendAllowedAt, this.attempts, sends, sendNumber,
				this.approved);
	}

	/**
	 * Return this with a new code. Its message needs a new idempotency key even if the
	 * outcome of the last one is unknown: under the old key the service would not send
	 * it.
	 */
	StoredVerification withNewCode(String nonce, Instant expiresAt, Instant forgetAt) {
		return new StoredVerification(this.id, this.version, this.recipient, this.subjectKey, this.locale, nonce,
				expiresAt, forgetAt, this.resendAllowedAt, 0, this.sends, this.sendNumber + 1, false);
	}

	@Override
	public String toString() {
		return "StoredVerification[id=%s, version=%s, recipient=%s, expiresAt=%s, attempts=%s, sends=%s, approved=%s]"
			.formatted(this.id, this.version, Redaction.mask(this.recipient), this.expiresAt, this.attempts, this.sends,
					this.approved);
	}

}
