package io.github.smsgist.verification;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.verification.VerificationSteps.Dispatch;

/**
 * {@link SmsGistVerifications} that send their codes through SMSGist. Thread-safe.
 */
final class OneTimeCodeVerifications implements SmsGistVerifications {

	private final VerificationSteps steps;

	private final SmsGistOperations smsGist;

	private final VerificationObservations observations;

	OneTimeCodeVerifications(VerificationSteps steps, SmsGistOperations smsGist,
			VerificationObservations observations) {
		this.steps = steps;
		this.smsGist = smsGist;
		this.observations = observations;
	}

	@Override
	public Verification start(VerificationRequest request) {
		return this.observations.observe("start", () -> send(this.steps.start(request)));
	}

	@Override
	public Verification resend(String verificationId) {
		return this.observations.observe("resend", () -> send(this.steps.resend(verificationId)));
	}

	@Override
	public VerificationCheck check(String verificationId, String code) {
		return this.observations.observe("check", () -> this.steps.check(verificationId, code));
	}

	private Verification send(Dispatch dispatch) {
		SendReceipt receipt;
		try {
			receipt = dispatch.message().send(this.smsGist, this.steps.timeLeft(dispatch));
		}
		catch (RuntimeException ex) {
			return this.steps.failed(dispatch, ex);
		}
		return this.steps.sent(dispatch, receipt);
	}

}
