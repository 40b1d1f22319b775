package io.github.smsgist.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.VerificationsBuilder;
import io.github.smsgist.webhook.WebhookDeliveries;
import io.github.smsgist.webhook.WebhookReceiver;
import io.github.smsgist.webhook.WebhookSignatureVerifier;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * {@link AbstractFailureAnalyzer} that says why there is no SMSGist bean where one is
 * required.
 */
final class NoSuchSmsGistBeanFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException>
		implements Ordered {

	private static final Set<Class<?>> CLIENT = Set.of(SmsGistOperations.class, SmsGistTemplate.class,
			ReactiveSmsGistOperations.class, ReactiveSmsGistTemplate.class, SmsGistTemplateBuilder.class,
			SmsGistConnectionDetails.class, CreditBalanceCache.class);

	private static final Set<Class<?>> VERIFICATION = Set.of(VerificationsBuilder.class, SmsGistVerifications.class,
			ReactiveSmsGistVerifications.class);

	private static final Set<Class<?>> WEBHOOK = Set.of(WebhookReceiver.class, WebhookSignatureVerifier.class,
			WebhookDeliveries.class);

	// By name, because these modules are optional.

	private static final Set<String> OUTBOX = Set.of("io.github.smsgist.outbox.SmsGistOutbox",
			"io.github.smsgist.outbox.JdbcSmsGistOutbox");

	private static final String OUTBOX_WORKER = "io.github.smsgist.outbox.OutboxWorker";

	private static final String SANDBOX = "io.github.smsgist.sandbox.SmsGistSandbox";

	private static final String JDBC_AUTO_CONFIGURATION = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	NoSuchSmsGistBeanFailureAnalyzer(BeanFactory beanFactory, Environment environment) {
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> type = beanType(cause);
		return (type != null) ? reason(type)
			.map((reason) -> new FailureAnalysis("A bean of type %s could not be found, because %s"
				.formatted(type.getSimpleName(), reason.description()), reason.action(), cause))
			.orElse(null) : null;
	}

	private Optional<Reason> reason(Class<?> type) {
		if (CLIENT.contains(type)) {
			return disabled("smsgist.enabled").or(this::noCredentials);
		}
		if (VERIFICATION.contains(type)) {
			return disabled("smsgist.enabled", "smsgist.verification.enabled").or(this::noCredentials);
		}
		if (WEBHOOK.contains(type)) {
			return disabled("smsgist.enabled").or(this::noWebhookSecret);
		}
		if (OUTBOX.contains(type.getName())) {
			return disabled("smsgist.enabled", "smsgist.outbox.enabled").or(this::noDatabase).or(this::noCredentials);
		}
		if (type.getName().equals(OUTBOX_WORKER)) {
			return disabled("smsgist.enabled", "smsgist.outbox.enabled", "smsgist.outbox.worker.enabled")
				.or(this::noDatabase)
				.or(this::noCredentials);
		}
		return type.getName().equals(SANDBOX) ? noSandbox() : Optional.empty();
	}

	private Optional<Reason> disabled(String... properties) {
		return Stream.of(properties)
			.filter((property) -> !this.environment.getProperty(property, Boolean.class, true))
			.findFirst()
			.map((property) -> new Reason(property + " is false.",
					"Set %s=true, or inject an ObjectProvider.".formatted(property)));
	}

	private Optional<Reason> noCredentials() {
		List<String> missing = OnCredentialsCondition.missing(this.environment);
		if (missing.isEmpty() || isDefined(SmsGistConnectionDetails.class)) {
			return Optional.empty();
		}
		List<String> hints = SimilarProperties.hints(this.environment, missing);
		return ifAutoConfigured(
				("these properties are not set: " + String.join(", ", missing) + ". " + String.join(" ", hints))
					.strip(),
				"Set them to the values from the SMSGist dashboard, for instance through the environment variables "
						+ String.join(", ", missing.stream().map(NoSuchSmsGistBeanFailureAnalyzer::variable).toList())
						+ ". To work without an account, add smsgist-spring-boot-test: its sandbox stands in for the service.");
	}

	private Optional<Reason> noWebhookSecret() {
		return StringUtils.hasText(this.environment.getProperty("smsgist.webhook.secret")) ? Optional.empty()
				: ifAutoConfigured("smsgist.webhook.secret is not set.",
						"Set it to the signing secret of the webhook, for instance through the environment variable "
								+ variable("smsgist.webhook.secret") + ".");
	}

	private Optional<Reason> noDatabase() {
		if (!ClassUtils.isPresent(JDBC_AUTO_CONFIGURATION, this.beanFactory.getBeanClassLoader())) {
			return ifAutoConfigured("spring-boot-jdbc is not on the class path.",
					"Add the dependency io.github.smsgist:smsgist-spring-boot-starter-jdbc.");
		}
		return isDefined(DataSource.class) ? Optional.empty() : ifAutoConfigured("there is no DataSource.",
				"Add a JDBC driver and set spring.datasource.url to the database that keeps the messages.");
	}

	private Optional<Reason> noSandbox() {
		return this.environment.getProperty("smsgist.sandbox.enabled", Boolean.class, false) ? Optional.empty()
				: ifAutoConfigured("smsgist.sandbox.enabled is not true.",
						"Set smsgist.sandbox.enabled=true, or annotate the test with @AutoConfigureSmsGistSandbox.");
	}

	/**
	 * Return a reason unless the auto-configuration is not active, as in a test slice.
	 * Decided by the bean definitions, because the condition report is gone once a
	 * context has failed to start.
	 */
	private Optional<Reason> ifAutoConfigured(String description, String action) {
		return isDefined(SmsGistAutoConfiguration.class) ? Optional.of(new Reason(description, action))
				: Optional.empty();
	}

	private boolean isDefined(Class<?> type) {
		return this.beanFactory.getBeanNamesForType(type, true, false).length > 0;
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

	/**
	 * Reason why a bean is missing.
	 *
	 * @param description the reason, as the end of a sentence
	 * @param action what to do, as a sentence
	 */
	private record Reason(String description, String action) {

	}

}
