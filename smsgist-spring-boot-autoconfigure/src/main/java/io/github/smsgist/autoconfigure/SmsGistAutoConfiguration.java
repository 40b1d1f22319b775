package io.github.smsgist.autoconfigure;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenEncryptor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for SMSGist.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WebClientAutoConfiguration.class)
@ConditionalOnClass({ SmsGistTemplate.class, WebClient.class })
@ConditionalOnBooleanProperty(name = "smsgist.enabled", matchIfMissing = true)
@EnableConfigurationProperties(SmsGistProperties.class)
@Import({ SmsGistAutoConfiguration.ConnectionConfiguration.class, SmsGistTemplateConfiguration.class,
		SmsGistAutoConfiguration.SanitizingConfiguration.class })
public final class SmsGistAutoConfiguration {

	SmsGistAutoConfiguration() {
	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectionConfiguration {

		@Bean
		@ConditionalOnMissingBean(SmsGistConnectionDetails.class)
		@Conditional(OnCredentialsCondition.class)
		PropertiesSmsGistConnectionDetails smsGistConnectionDetails(SmsGistProperties properties) {
			return new PropertiesSmsGistConnectionDetails(properties);
		}

		@Bean
		IncompleteCredentialsWarning smsGistIncompleteCredentialsWarning(
				ObjectProvider<SmsGistConnectionDetails> connectionDetails, Environment environment) {
			return new IncompleteCredentialsWarning(connectionDetails, environment);
		}

		@Bean
		@ConditionalOnMissingBean(TokenEncryptor.class)
		AesTokenEncryptor smsGistTokenEncryptor(SmsGistProperties properties) {
			return new AesTokenEncryptor(properties.getToken().toFormat());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SanitizingFunction.class)
	static class SanitizingConfiguration {

		@Bean
		SmsGistSanitizingFunction smsGistSanitizingFunction(ObjectProvider<SmsGistConnectionDetails> connectionDetails,
				Environment environment) {
			return new SmsGistSanitizingFunction(connectionDetails, environment);
		}

	}

}
