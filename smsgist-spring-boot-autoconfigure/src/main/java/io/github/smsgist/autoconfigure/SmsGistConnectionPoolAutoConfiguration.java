package io.github.smsgist.autoconfigure;

import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the connection pool. Ordered
 * before Spring Boot's for the reactive HTTP client, so that the beans it looks for are
 * those of the application.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ReactiveHttpClientAutoConfiguration.class)
@ConditionalOnClass({ HttpClient.class, ReactorResourceFactory.class })
@ConditionalOnBooleanProperty(name = { "smsgist.enabled", "smsgist.http.pool.enabled" }, matchIfMissing = true)
@Conditional(SmsGistConnectionPoolAutoConfiguration.OnRequestOrUncustomizedClient.class)
@EnableConfigurationProperties(SmsGistProperties.class)
public final class SmsGistConnectionPoolAutoConfiguration {

	SmsGistConnectionPoolAutoConfiguration() {
	}

	@Bean
	SmsGistConnectionPool smsGistConnectionPool(SmsGistProperties properties,
			ObjectProvider<ReactorResourceFactory> resources) {
		return new SmsGistConnectionPool(properties.getHttp().getPool(), resources.getIfUnique());
	}

	static final class OnRequestOrUncustomizedClient extends AnyNestedCondition {

		OnRequestOrUncustomizedClient() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBooleanProperty("smsgist.http.pool.enabled")
		static final class Requested {

		}

		@ConditionalOnMissingBean({ ClientHttpConnectorBuilder.class, ClientHttpConnectorBuilderCustomizer.class })
		static final class UncustomizedClient {

		}

	}

}
