package io.github.smsgist.autoconfigure.endpoint;

import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.autoconfigure.SmsGistAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link SmsGistEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = SmsGistAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(SmsGistEndpoint.class)
@ConditionalOnBean(SmsGistTemplateBuilder.class)
public final class SmsGistEndpointAutoConfiguration {

	SmsGistEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ActiveClients smsGistActiveClients() {
		return new ActiveClients();
	}

	@Bean
	@ConditionalOnMissingBean
	SmsGistEndpoint smsGistEndpoint(ActiveClients clients) {
		return new SmsGistEndpoint(clients);
	}

}
