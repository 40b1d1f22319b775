package io.github.smsgist.autoconfigure;

import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.ReactiveSmsGistTemplate;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.TokenFormatFinder;
import io.github.smsgist.observation.SmsGistObservationConvention;
import io.github.smsgist.resilience.CallListener;
import io.github.smsgist.resilience.CallListeners;
import io.github.smsgist.token.TokenEncryptor;
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
import org.springframework.core.io.ResourceLoader;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The templates, which are there as soon as it is known how to reach SMSGist.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(SmsGistConnectionDetails.class)
class SmsGistTemplateConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SmsGistWebClientFactory smsGistWebClientFactory(SmsGistProperties properties, ResourceLoader resourceLoader,
			ObjectProvider<WebClient.Builder> webClientBuilder,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<HttpClientSettings> settings,
			ObjectProvider<SmsGistWebClientBuilderCustomizer> customizers) {
		return Checked
			.configuration(() -> new SmsGistWebClientFactory(webClientBuilder.getIfAvailable(WebClient::builder),
					connectorBuilder
						.getIfAvailable(() -> ClientHttpConnectorBuilder.detect(resourceLoader.getClassLoader())),
					SmsGistWebClientFactory.settings(properties.getHttp(), sslBundles.getIfAvailable(),
							settings.getIfAvailable()),
					customizers.orderedStream().toList()));
	}

	@Bean
	@ConditionalOnMissingBean
	CallLogger smsGistCallLogger() {
		return new CallLogger();
	}

	@Bean
	@ConditionalOnMissingBean
	SmsGistTemplateBuilder smsGistTemplateBuilder(SmsGistProperties properties,
			SmsGistWebClientFactory webClientFactory, SmsGistConnectionDetails connectionDetails,
			TokenEncryptor tokenEncryptor, ObjectProvider<RetryRegistry> retryRegistry,
			ObjectProvider<RateLimiterRegistry> rateLimiterRegistry,
			ObjectProvider<SmsGistRetryConfigCustomizer> retryCustomizers,
			ObjectProvider<SmsGistRateLimiterConfigCustomizer> rateLimiterCustomizers,
			ObjectProvider<CallListener> listeners, ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<SmsGistObservationConvention> observationConvention) {
		return Checked.configuration(() -> SmsGistTemplateBuilder.create(webClientFactory.createBuilder())
			.connection(connectionDetails::toConnection)
			.tokenEncryptor(tokenEncryptor)
			.defaultRegion(properties.getDefaultRegion())
			.retry(ResilienceSettings.retry(properties.getRetry(), retryCustomizers.orderedStream().toList()),
					properties.getRetry().getMaxDuration())
			.defaultPause(properties.getRetry().getInitialBackoff())
			.rateLimiter(ResilienceSettings.rateLimiter(properties.getRateLimiter(),
					rateLimiterCustomizers.orderedStream().toList()), properties.getRateLimiter().isAdaptive())
			.retryRegistry(retryRegistry.getIfAvailable())
			.rateLimiterRegistry(rateLimiterRegistry.getIfAvailable())
			.listener(new CallListeners(listeners.orderedStream().toList()))
			.observationRegistry(observationRegistry.getIfAvailable(() -> ObservationRegistry.NOOP),
					observationConvention.getIfAvailable()));
	}

	@Bean
	@ConditionalOnMissingBean(ReactiveSmsGistOperations.class)
	ReactiveSmsGistTemplate reactiveSmsGistTemplate(SmsGistTemplateBuilder builder) {
		return Checked.configuration(builder::buildReactive);
	}

	@Bean
	@ConditionalOnMissingBean(SmsGistOperations.class)
	SmsGistTemplate smsGistTemplate(ReactiveSmsGistOperations reactive) {
		return new SmsGistTemplate(reactive);
	}

	@Bean
	@ConditionalOnMissingBean
	CreditBalanceCache smsGistCreditBalanceCache(ReactiveSmsGistOperations operations, SmsGistProperties properties) {
		return new CreditBalanceCache(operations, properties.getHealth().getCacheTimeToLive(),
				properties.getHealth().getTimeout());
	}

	@Bean
	@ConditionalOnBooleanProperty("smsgist.token.find-format")
	TokenFormatFinderRunner smsGistTokenFormatFinderRunner(SmsGistWebClientFactory webClientFactory,
			SmsGistConnectionDetails connectionDetails) {
		return new TokenFormatFinderRunner(new TokenFormatFinder(webClientFactory.createBuilder(),
				connectionDetails.toConnection(), TokenFormatFinderRunner.GAP));
	}

}
