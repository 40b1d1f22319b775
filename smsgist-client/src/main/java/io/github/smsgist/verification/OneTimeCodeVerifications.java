package io.github.smsgist.verification;

import java.util.Objects;

import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.verification.VerificationSteps.Dispatch;

/**
 * {@link SmsGistVerifications} by codes that are sent through SMSGist. Thread-safe.
 *
 * @since 0.1.0
 * @see VerificationsBuilder
 */
public final class OneTimeCodeVerifications implements SmsGistVerifications {

	private final VerificationSteps steps;

	private final SmsGistOperations smsGist;

	OneTimeCodeVerifications(VerificationSteps steps, SmsGistOperations smsGist) {
		this.steps = steps;
		this.smsGist = smsGist;
	}

	@Override
	public Verification start(VerificationRequest request) {
		return send(this.steps.start(request));
	}

	@Override
	public Verification resend(String verificationId) {
		return send(this.steps.resend(verificationId));
	}

	@Override
	public VerificationCheck check(String verificationId, String code) {
		return this.steps.check(verificationId, code);
	}

	private Verification send(Dispatch dispatch) {
		SendReceipt receipt;
		try {
			receipt = (dispatch.email() != null) ? this.smsGist.sendEmail(dispatch.email())
					: this.smsGist.sendSms(Objects.requireNonNull(dispatch.sms()));
		}
		catch (RuntimeException ex) {
			return this.steps.failed(dispatch, ex);
		}
		return this.steps.sent(dispatch, receipt);
	}

}
