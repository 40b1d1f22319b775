package io.github.smsgist.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.VerificationsBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link AbstractFailureAnalyzer} that names the missing credential properties when an
 * SMSGist bean is required.
 */
final class NoSuchSmsGistBeanFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException>
		implements Ordered {

	private static final Set<Class<?>> BEANS = Set.of(SmsGistOperations.class, SmsGistTemplate.class,
			ReactiveSmsGistOperations.class, ReactiveSmsGistTemplate.class, SmsGistTemplateBuilder.class,
			SmsGistConnectionDetails.class, CreditBalanceCache.class, VerificationsBuilder.class,
			SmsGistVerifications.class, ReactiveSmsGistVerifications.class);

	private final BeanFactory beanFactory;

	private final Environment environment;

	NoSuchSmsGistBeanFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = beanType(cause);
		if (type == null || !BEANS.contains(type)) {
			return null;
		}
		String bean = "A bean of type %s could not be found, because ".formatted(type.getSimpleName());
		if (!this.environment.getProperty("smsgist.enabled", Boolean.class, true)) {
			return new FailureAnalysis(bean + "smsgist.enabled is false.",
					"Set smsgist.enabled=true, or inject an ObjectProvider.", cause);
		}
		List<String> missing = OnCredentialsCondition.missing(this.environment);
		if (missing.isEmpty() || !isWithoutConnection()) {
			return null;
		}
		List<String> hints = SimilarProperties.hints(this.environment, missing);
		return new FailureAnalysis(
				(bean + "these properties are not set: " + String.join(", ", missing) + ". " + String.join(" ", hints))
					.strip(),
				"Set them to the values from the SMSGist dashboard, for instance through the environment variables "
						+ String.join(", ", missing.stream().map(NoSuchSmsGistBeanFailureAnalyzer::variable).toList())
						+ ". To work without an account, add smsgist-spring-boot-test: its sandbox stands in for the service.",
				cause);
	}

	/**
	 * Return whether the auto-configuration is active, as it is not in a test slice, and
	 * has no connection. Decided by the bean definitions, because the condition report is
	 * gone once a context has failed to start.
	 */
	private boolean isWithoutConnection() {
		return isDefined(SmsGistAutoConfiguration.class) && !isDefined(SmsGistConnectionDetails.class);
	}

	private boolean isDefined(Class<?> type) {
		return this.beanFactory instanceof ListableBeanFactory listable
				&& listable.getBeanNamesForType(type, true, false).length > 0;
	}

	private static @Nullable Class<?> beanType(NoSuchBeanDefinitionException cause) {
		Class<?> type = cause.getBeanType();
		return (type == null && cause.getResolvableType() != null) ? cause.getResolvableType().resolve() : type;
	}

	/**
	 * Return the environment variable, by Spring Boot's rule: dots become underscores and
	 * dashes are removed.
	 */
	private static String variable(String property) {
		return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
