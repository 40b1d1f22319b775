package io.github.smsgist.autoconfigure;

import java.util.function.BiFunction;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.autoconfigure.internal.PropertyValidator;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.internal.http.TokenFormatFinder;
import io.github.smsgist.internal.resilience.CallListeners;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.observation.SmsGistObservationConvention;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Configuration of the templates, which needs {@link SmsGistConnectionDetails}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(SmsGistConnectionDetails.class)
class SmsGistTemplateConfiguration {

	private static final PropertyValidator VALIDATOR = new PropertyValidator("smsgist");

	@Bean
	SmsGistWebClientFactory smsGistWebClientFactory(SmsGistProperties properties, ResourceLoader resourceLoader,
			ObjectProvider<WebClient.Builder> webClientBuilder,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<HttpClientSettings> settings, ObjectProvider<SmsGistConnectionPool> connectionPool,
			ObjectProvider<SmsGistWebClientBuilderCustomizer> customizers, Environment environment) {
		ClientHttpConnectorBuilder<?> connector = connectorBuilder
			.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader()));
		SmsGistConnectionPool pool = connectionPool.getIfAvailable();
		return new SmsGistWebClientFactory(() -> webClientBuilder.getIfUnique(WebClient::builder),
				(pool != null) ? pool.applyTo(connector) : connector, SmsGistWebClientFactory
					.settings(properties.getHttp(), sslBundles.getIfAvailable(), settings.getIfAvailable()),
				customizers.orderedStream().toList(), environment);
	}

	@Bean
	ResilienceSettings smsGistResilienceSettings(SmsGistProperties properties,
			ObjectProvider<SmsGistRetryConfigCustomizer> retryCustomizers,
			ObjectProvider<SmsGistRateLimiterConfigCustomizer> rateLimiterCustomizers) {
		return ResilienceSettings.of(properties, retryCustomizers.orderedStream().toList(),
				rateLimiterCustomizers.orderedStream().toList());
	}

	@Bean
	CallLogger smsGistCallLogger() {
		return new CallLogger();
	}

	@Bean
	@ConditionalOnMissingBean
	SmsGistTemplateBuilder smsGistTemplateBuilder(SmsGistProperties properties,
			SmsGistWebClientFactory webClientFactory, SmsGistConnectionDetails connectionDetails,
			TokenEncryptor tokenEncryptor, ResilienceSettings resilience, ObjectProvider<RetryRegistry> retryRegistry,
			ObjectProvider<RateLimiterRegistry> rateLimiterRegistry, ObjectProvider<CallListener> listeners,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<SmsGistObservationConvention> observationConvention) {
		SmsGistTemplateBuilder builder = resilience.applyTo(SmsGistTemplateBuilder.create(webClientFactory::builder)
			.connection(connectionDetails::toConnection)
			.tokenEncryptor(checked(tokenEncryptor, properties.getToken(), connectionDetails))
			.defaultRegion(defaultRegion(properties))
			.listener(new CallListeners(listeners.orderedStream().toList())));
		builder = set(builder, SmsGistTemplateBuilder::retryRegistry, retryRegistry);
		builder = set(builder, SmsGistTemplateBuilder::rateLimiterRegistry, rateLimiterRegistry);
		builder = set(builder, SmsGistTemplateBuilder::observationRegistry, observationRegistry);
		return set(builder, SmsGistTemplateBuilder::observationConvention, observationConvention);
	}

	private static String defaultRegion(SmsGistProperties properties) {
		String region = properties.getDefaultRegion();
		VALIDATOR.require(SmsMessage.isRegion(region), "default-region", region,
				"It must be a region: two upper-case letters, such as GH.");
		return region;
	}

	private static <T> SmsGistTemplateBuilder set(SmsGistTemplateBuilder builder,
			BiFunction<SmsGistTemplateBuilder, T, SmsGistTemplateBuilder> setting, ObjectProvider<T> value) {
		T available = value.getIfAvailable();
		return (available != null) ? setting.apply(builder, available) : builder;
	}

	/**
	 * While the format is still searched for, an app secret key that does not fit it must
	 * not prevent the application from starting.
	 */
	private static TokenEncryptor checked(TokenEncryptor tokenEncryptor, SmsGistProperties.Token token,
			SmsGistConnectionDetails connectionDetails) {
		if (!(tokenEncryptor instanceof AesTokenEncryptor aes)) {
			return tokenEncryptor;
		}
		if (token.isFindFormat()) {
			return aes::encrypt;
		}
		String appSecretKey = connectionDetails.toConnection().appSecretKey();
		try {
			aes.validate(appSecretKey);
		}
		catch (IllegalArgumentException ex) {
			throw VALIDATOR.rejected("app-secret-key", appSecretKey,
					"It does not fit smsgist.token.key and smsgist.token.iv: " + ex.getMessage());
		}
		return aes;
	}

	@Bean
	@ConditionalOnMissingBean(ReactiveSmsGistOperations.class)
	ReactiveSmsGistTemplate reactiveSmsGistTemplate(SmsGistTemplateBuilder builder) {
		return builder.buildReactive();
	}

	@Bean
	@ConditionalOnMissingBean(SmsGistOperations.class)
	SmsGistTemplate smsGistTemplate(ReactiveSmsGistOperations reactive) {
		return new SmsGistTemplate(reactive);
	}

	@Bean
	CreditBalanceProgress smsGistCreditBalanceProgress(SmsGistProperties properties) {
		// At startup, because the cache is only made when it is injected.
		properties.getHealth().validate();
		return new CreditBalanceProgress();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	CreditBalanceCache smsGistCreditBalanceCache(ReactiveSmsGistOperations operations, CreditBalanceProgress progress,
			SmsGistProperties properties) {
		SmsGistProperties.Health health = properties.getHealth();
		return new CreditBalanceCache(operations, progress, health.getCacheTimeToLive(), health.getTimeout());
	}

	@Bean
	StartupLog smsGistStartupLog(SmsGistConnectionDetails connectionDetails, SmsGistProperties properties,
			TokenEncryptor tokenEncryptor, ResilienceSettings resilience, ObjectProvider<RetryRegistry> retryRegistry,
			ObjectProvider<RateLimiterRegistry> rateLimiterRegistry) {
		String token = (tokenEncryptor instanceof AesTokenEncryptor aes) ? aes.format().toString()
				: "from " + ClassUtils.getShortName(tokenEncryptor.getClass());
		return new StartupLog(connectionDetails, properties, token, resilience, retryRegistry.getIfAvailable(),
				rateLimiterRegistry.getIfAvailable());
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "smsgist.warm-up", matchIfMissing = true)
	WarmUp smsGistWarmUp(SmsGistWebClientFactory webClientFactory,
			ObjectProvider<SmsGistConnectionPool> connectionPool) {
		return new WarmUp(webClientFactory, connectionPool.getIfAvailable());
	}

	@Bean
	@ConditionalOnBooleanProperty("smsgist.token.find-format")
	TokenFormatFinderRunner smsGistTokenFormatFinderRunner(SmsGistWebClientFactory webClientFactory,
			SmsGistConnectionDetails connectionDetails) {
		SmsGistConnection connection = connectionDetails.toConnection();
		return new TokenFormatFinderRunner(new TokenFormatFinder(webClientFactory.builder(), connection,
				TokenFormat.candidates(connection.appSecretKey()), TokenFormatFinderRunner.GAP));
	}

}
