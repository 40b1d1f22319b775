package io.github.smsgist.verification;

import java.util.Locale;

import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.model.SmsSegments;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Creates the messages that carry codes. Thread-safe.
 */
final class VerificationMessages {

	private final OneTimeCodes codes;

	private final VerificationTexts texts;

	private final @Nullable String origin;

	VerificationMessages(OneTimeCodes codes, VerificationTexts texts, @Nullable String origin) {
		this.codes = codes;
		this.texts = texts;
		this.origin = origin;
	}

	CodeMessage message(StoredVerification verification) {
		return RecipientRules.isEmail(verification.recipient()) ? new CodeMessage.Email(email(verification))
				: new CodeMessage.Sms(sms(verification));
	}

	private EmailMessage email(StoredVerification verification) {
		return EmailMessage.builder()
			.to(verification.recipient())
			.subject(this.texts.subject(verification.locale()))
			.body(this.texts.text(this.codes.code(verification.nonce()), verification.locale()))
			.noTracking(true)
			.route(Route.OTP)
			.idempotencyKey(verification.idempotencyKey())
			.build();
	}

	private SmsMessage sms(StoredVerification verification) {
		return SmsMessage.builder()
			.to(verification.recipient())
			.message(text(this.codes.code(verification.nonce()), verification.locale()))
			.route(Route.OTP)
			.idempotencyKey(verification.idempotencyKey())
			.build();
	}

	/**
	 * Check that the text fits in one segment.
	 * @throws IllegalStateException if it does not
	 */
	void checkText(Locale locale) {
		text("0".repeat(this.codes.length()), locale);
	}

	/**
	 * Add a line with which the phone's browser fills in the code, only on the origin.
	 */
	private String text(String code, Locale locale) {
		String text = this.texts.text(code, locale);
		String sms = (this.origin != null) ? text + "\n\n@" + this.origin + " #" + code : text;
		int segments = SmsSegments.of(sms).segments();
		Assert.state(segments == 1,
				() -> "The text of a verification takes " + segments + " SMS segments, and must fit in one");
		return sms;
	}

}
