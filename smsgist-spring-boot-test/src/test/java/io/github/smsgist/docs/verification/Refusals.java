package io.github.smsgist.docs.verification;

import java.util.Optional;

import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.Verification;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationRefusedException;

/**
 * Samples of {@code verification.md} and the README.
 */
class Refusals {

	private final SmsGistVerifications verifications;

	Refusals(SmsGistVerifications verifications) {
		this.verifications = verifications;
	}

	// tag::refusals[]
	Optional<String> textAgain(String verificationId) {
		try {
			this.verifications.resend(verificationId);
			return Optional.empty();
		}
		catch (VerificationRefusedException ex) {
			return Optional.of((ex.getRetryAt() != null) ? "Try again at " + ex.getRetryAt() : "Begin again");
		}
	}
	// end::refusals[]

	boolean readme(String code) {
		SmsGistVerifications verifications = this.verifications;
		// tag::readme-verification[]
		Verification verification = verifications.start("0245972246");
		VerificationCheck check = verifications.check(verification.id(), code);
		check.isApproved();
		// end::readme-verification[]
		return check.isApproved();
	}

}
