package io.github.smsgist.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link AbstractFailureAnalyzer} for {@link InvalidConfigurationPropertyValueException}
 * of SMSGist properties. Unlike Spring Boot's own, it does not show secrets, and also
 * covers properties with their default value.
 */
final class InvalidSmsGistPropertyFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> implements Ordered {

	private final Environment environment;

	InvalidSmsGistPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		String name = cause.getName();
		if (!name.startsWith("smsgist.") || (this.environment.containsProperty(name) && !isPrivate(name))) {
			return null;
		}
		return new FailureAnalysis(
				"Invalid value for configuration property '%s'. Validation failed for the following reason:%n%n%s"
					.formatted(name, cause.getReason()),
				"Review the value of the property with the provided reason.", cause);
	}

	/**
	 * Return whether the value must not be shown. An address may contain a password.
	 */
	private boolean isPrivate(String name) {
		return OnCredentialsCondition.CREDENTIALS.contains(name) || SmsGistSanitizingFunction.isSecretName(name)
				|| name.equals("smsgist.sandbox.test-phone") || this.environment.getProperty(name, "").contains("@");
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
