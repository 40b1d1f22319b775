package io.github.smsgist.docs.verification;

import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.Verification;
import io.github.smsgist.verification.VerificationCheck;
import io.github.smsgist.verification.VerificationRequest;

import org.springframework.stereotype.Service;

// tag::phone-sign-up[]
@Service
class PhoneSignUp {

	private final SmsGistVerifications verifications;

	PhoneSignUp(SmsGistVerifications verifications) {
		this.verifications = verifications;
	}

	Verification begin(String phone, String account) {
		return this.verifications.start(VerificationRequest.to(phone).onBehalfOf(account));
	}

	String enter(String verificationId, String code) {
		VerificationCheck check = this.verifications.check(verificationId, code);
		return switch (check.status()) {
			case APPROVED -> "Welcome, owner of " + check.recipient();
			case WRONG -> "Wrong code, " + check.attemptsLeft() + " attempts left";
			case EXPIRED -> "Ask for a new code";
			case EXHAUSTED, UNKNOWN -> "Begin again";
		};
	}

}
// end::phone-sign-up[]
