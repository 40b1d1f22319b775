package io.github.smsgist.autoconfigure.verification;

import java.util.Locale;

import io.github.smsgist.verification.VerificationTexts;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.util.StringUtils;

/**
 * {@link VerificationTexts} from the application's message source, with the code as
 * {@code {0}} and the name of the application as {@code {1}}, or else from the
 * properties.
 */
final class MessageSourceVerificationTexts implements VerificationTexts {

	static final String CODE = "{code}";

	private static final String APPLICATION = "{application}";

	private final MessageSource messageSource;

	private final String template;

	private final String application;

	MessageSourceVerificationTexts(MessageSource messageSource, @Nullable String text, @Nullable String application) {
		this.messageSource = messageSource;
		this.application = StringUtils.hasText(application) ? application : "";
		this.template = StringUtils.hasText(text) ? text : defaultText();
	}

	private String defaultText() {
		return this.application.isEmpty() ? "Your code is " + CODE + "."
				: "Your " + APPLICATION + " code is " + CODE + ".";
	}

	@Override
	public String text(String code, Locale locale) {
		String text = message("text", locale, code, this.application);
		return (text != null) ? text : this.template.replace(APPLICATION, this.application).replace(CODE, code);
	}

	@Override
	public String subject(Locale locale) {
		String subject = message("subject", locale, "", this.application);
		if (subject != null) {
			return subject;
		}
		return this.application.isEmpty() ? "Your code" : "Your " + this.application + " code";
	}

	private @Nullable String message(String name, Locale locale, Object... arguments) {
		return this.messageSource.getMessage("smsgist.verification." + name, arguments, null, locale);
	}

}
