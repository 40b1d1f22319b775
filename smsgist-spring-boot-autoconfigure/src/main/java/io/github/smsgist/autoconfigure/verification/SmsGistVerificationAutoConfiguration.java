package io.github.smsgist.autoconfigure.verification;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;
import io.github.smsgist.autoconfigure.SmsGistProperties;
import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import io.github.smsgist.jdbc.JdbcVerificationStore;
import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.VerificationListener;
import io.github.smsgist.verification.VerificationStore;
import io.github.smsgist.verification.VerificationTexts;
import io.github.smsgist.verification.VerificationsBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for verification by one-time codes.
 * Uses the {@link Clock} bean if there is exactly one. The beans are lazy, so that they
 * do not delay applications that do not use them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SmsGistAutoConfiguration.class,
		afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnBean(SmsGistOperations.class)
@ConditionalOnBooleanProperty(name = "smsgist.verification.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ SmsGistProperties.class, SmsGistVerificationProperties.class })
@Lazy
public final class SmsGistVerificationAutoConfiguration {

	private static final PropertyValidator VALIDATOR = new PropertyValidator("smsgist.verification");

	private final SmsGistVerificationProperties properties;

	private final Clock clock;

	SmsGistVerificationAutoConfiguration(SmsGistVerificationProperties properties, ObjectProvider<Clock> clock) {
		this.properties = properties;
		this.clock = clock.getIfUnique(Clock::systemUTC);
	}

	@Bean
	@ConditionalOnMissingBean(VerificationTexts.class)
	MessageSourceVerificationTexts smsGistVerificationTexts(MessageSource messageSource, Environment environment) {
		String name = this.properties.getApplicationName();
		String application = (name != null) ? name : environment.getProperty("spring.application.name");
		String text = this.properties.getText();
		if (StringUtils.hasText(text) && !text.contains(MessageSourceVerificationTexts.CODE)) {
			throw VALIDATOR.rejected("text", text, "It must contain " + MessageSourceVerificationTexts.CODE);
		}
		return new MessageSourceVerificationTexts(messageSource, text, application);
	}

	@Bean
	VerificationEvents smsGistVerificationEvents(ApplicationEventPublisher publisher) {
		return new VerificationEvents(publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	VerificationsBuilder smsGistVerificationsBuilder(SmsGistProperties smsGistProperties,
			ObjectProvider<VerificationStore> store, VerificationTexts texts,
			ObjectProvider<VerificationListener> listeners, ObjectProvider<ObservationRegistry> observationRegistry) {
		VerificationsBuilder builder = VerificationsBuilder.create()
			.clock(this.clock)
			.texts(texts)
			.defaultLocale(LocaleContextHolder::getLocale)
			.listener(new VerificationListeners(listeners.orderedStream().toList()))
			.defaultRegion(smsGistProperties.getDefaultRegion());
		store.ifAvailable(builder::store);
		observationRegistry.ifAvailable(builder::observationRegistry);
		String secret = this.properties.getSecret();
		VALIDATOR.set("secret", StringUtils.hasText(secret) ? secret : null, builder::secret);
		VALIDATOR.set("code-length", this.properties.getCodeLength(), builder::codeLength);
		VALIDATOR.set("time-to-live", this.properties.getTimeToLive(), builder::timeToLive);
		VALIDATOR.set("max-attempts", this.properties.getMaxAttempts(), builder::maxAttempts);
		VALIDATOR.set("max-sends", this.properties.getMaxSends(), builder::maxSends);
		VALIDATOR.set("resend-pause", this.properties.getResendPause(), builder::resendPause);
		VALIDATOR.set("allowed-regions", this.properties.getAllowedRegions(), builder::allowedRegions);
		SmsGistVerificationProperties.Limits limits = this.properties.getLimits();
		limit("recipient", limits.getRecipientMax(), limits.getRecipientWindow(), builder::recipientLimit);
		limit("subject", limits.getSubjectMax(), limits.getSubjectWindow(), builder::subjectLimit);
		limit("total", limits.getTotalMax(), limits.getTotalWindow(), builder::totalLimit);
		VALIDATOR.set("limits.credits-per-day", limits.getCreditsPerDay(), builder::creditsPerDay);
		return builder.origin(this.properties.getOrigin());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(SmsGistOperations.class)
	SmsGistVerifications smsGistVerifications(VerificationsBuilder builder, SmsGistOperations smsGist) {
		return build(() -> builder.build(smsGist));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(ReactiveSmsGistOperations.class)
	ReactiveSmsGistVerifications reactiveSmsGistVerifications(VerificationsBuilder builder,
			ReactiveSmsGistOperations smsGist) {
		return build(() -> builder.buildReactive(smsGist));
	}

	private <T> T build(Supplier<T> verifications) {
		try {
			return verifications.get();
		}
		catch (IllegalStateException ex) {
			throw VALIDATOR.rejected("text", String.valueOf(this.properties.getText()),
					String.valueOf(ex.getMessage()));
		}
	}

	private static void limit(String name, int max, Duration window, BiConsumer<Integer, Duration> setter) {
		VALIDATOR.set("limits." + name + "-max", max, (count) -> setter.accept(count, Duration.ofHours(1)));
		VALIDATOR.set("limits." + name + "-window", window, (length) -> setter.accept(max, length));
	}

	/**
	 * Instances with different secrets could not check each other's codes, so a shared
	 * store is of use only with a configured secret.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JdbcVerificationStore.class)
	@ConditionalOnSingleCandidate(DataSource.class)
	@ConditionalOnProperty("smsgist.verification.secret")
	static class JdbcConfiguration {

		@Bean
		@ConditionalOnMissingBean(VerificationStore.class)
		JdbcVerificationStore jdbcSmsGistVerificationStore(DataSource dataSource, ObjectProvider<Clock> clock) {
			return new JdbcVerificationStore(dataSource, clock.getIfUnique(Clock::systemUTC));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnBean(MeterRegistry.class)
		VerificationMetrics smsGistVerificationMetrics(MeterRegistry registry) {
			return new VerificationMetrics(registry);
		}

	}

}
