package io.github.smsgist.verification;

import java.util.Locale;

import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Request to start a verification.
 *
 * @param recipient a phone number or an email address
 * @param subject the account or the network address that asks for the code, whose codes
 * are limited together, or {@code null} for no such limit
 * @param locale the language of the text, or {@code null} for the default
 * @since 0.1.0
 */
public record VerificationRequest(String recipient, @Nullable String subject, @Nullable Locale locale) {

	/**
	 * Create a request.
	 */
	public VerificationRequest {
		Assert.hasText(recipient, "recipient is missing");
	}

	/**
	 * Create a request for a recipient.
	 * @param recipient a phone number or an email address
	 * @return a request
	 */
	public static VerificationRequest to(String recipient) {
		return new VerificationRequest(recipient, null, null);
	}

	/**
	 * Return this request on behalf of a subject that an attacker cannot choose freely,
	 * such as the account that is logged in, or the network address.
	 * @param subject the subject, such as {@code account-77}
	 * @return a copy with the subject
	 */
	public VerificationRequest onBehalfOf(@Nullable String subject) {
		return new VerificationRequest(this.recipient, subject, this.locale);
	}

	/**
	 * Return this request in a language.
	 * @param locale the language
	 * @return a copy with the language
	 */
	public VerificationRequest in(@Nullable Locale locale) {
		return new VerificationRequest(this.recipient, this.subject, locale);
	}

	@Override
	public String toString() {
		return "VerificationRequest[recipient=%s, locale=%s]".formatted(Redaction.mask(this.recipient), this.locale);
	}

}
