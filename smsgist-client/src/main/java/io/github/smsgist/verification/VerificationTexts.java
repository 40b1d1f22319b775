package io.github.smsgist.verification;

import java.util.Locale;

/**
 * Strategy interface for the text of the messages that carry a code.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface VerificationTexts {

	/**
	 * Return the text of an SMS, or the body of an email.
	 * @param code the code
	 * @param locale the language
	 * @return the text. The text of an SMS must fit in one segment
	 */
	String text(String code, Locale locale);

	/**
	 * Return the subject of an email.
	 * @param locale the language
	 * @return the subject, without the code: subjects are shown on locked screens
	 */
	default String subject(Locale locale) {
		return "Your code";
	}

}
