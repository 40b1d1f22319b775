package io.github.smsgist.verification;

import java.time.Instant;
import java.util.Locale;

import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * State of a verification as a {@link VerificationStore} keeps it. The code is not in it,
 * and cannot be told from it without the secret key.
 *
 * @param id the id
 * @param version how often this was updated
 * @param recipient the phone number in E.164, or the email address
 * @param subjectKey the keyed hash of the subject, or {@code null} for none
 * @param locale the language of the text
 * @param nonce the random number that the code is made from
 * @param expiresAt when the code expires
 * @param forgetAt when this may be forgotten
 * @param resendAllowedAt when the code may be resent
 * @param attempts how many attempts were made
 * @param sends how many times a code was or may have been sent
 * @param sendNumber the number of the next text, which is part of its idempotency key: it
 * grows only when a text was accepted, so that a text whose outcome is unknown is
 * repeated under its key
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
	 * Return this with a new code. The next text needs a new idempotency key even if the
	 * outcome of the last one is unknown: under the old key the service would take it for
	 * a repetition.
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
