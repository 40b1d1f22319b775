package io.github.smsgist.autoconfigure;

import java.util.List;
import java.util.Locale;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplateBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Tells whoever injects a template that is not there which property is missing.
 */
final class NoSuchSmsGistBeanFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException>
		implements Ordered {

	private final Environment environment;

	NoSuchSmsGistBeanFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = beanType(cause);
		if (type == null || !isOurs(type)) {
			return null;
		}
		String bean = "A bean of type %s could not be found, because ".formatted(type.getSimpleName());
		if (!this.environment.getProperty("smsgist.enabled", Boolean.class, true)) {
			return new FailureAnalysis(bean + "smsgist.enabled is false.",
					"Set smsgist.enabled=true, or do without the bean (ObjectProvider, Optional) while it is false.",
					cause);
		}
		List<String> missing = OnCredentialsCondition.missing(this.environment);
		if (missing.isEmpty()) {
			return null;
		}
		return new FailureAnalysis(bean + "these properties are not set: " + String.join(", ", missing) + ".",
				"Set them to the values from the SMSGist dashboard, for instance through the environment variables "
						+ String.join(", ", missing.stream().map(NoSuchSmsGistBeanFailureAnalyzer::variable).toList())
						+ ". To work without an account, add smsgist-spring-boot-test: its sandbox stands in for the service.",
				cause);
	}

	private static @Nullable Class<?> beanType(NoSuchBeanDefinitionException cause) {
		Class<?> type = cause.getBeanType();
		return (type == null && cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : type;
	}

	private static boolean isOurs(Class<?> type) {
		return SmsGistOperations.class.isAssignableFrom(type) || ReactiveSmsGistOperations.class.isAssignableFrom(type)
				|| SmsGistTemplateBuilder.class == type;
	}

	/**
	 * Boot's rule: dots become underscores and dashes are left out.
	 */
	private static String variable(String property) {
		return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
