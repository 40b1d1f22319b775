package io.github.smsgist.docs.credentials;

import java.net.URI;

import io.github.smsgist.SmsGistTemplate;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.SmsGistConnection;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::second[]
@Configuration(proxyBeanMethods = false)
class MarketingConfiguration {

	@Bean(defaultCandidate = false)
	@Qualifier("marketing")
	SmsGistTemplate marketingSmsGistTemplate(SmsGistTemplateBuilder builder,
			@Value("${marketing.base-url:https://api.smsgist.com}") URI baseUrl,
			@Value("${marketing.client-id}") String clientId, @Value("${marketing.client-secret}") String clientSecret,
			@Value("${marketing.app-secret-key}") String appSecretKey) {
		return builder.name("marketing")
			.connection(new SmsGistConnection(baseUrl, clientId, clientSecret, appSecretKey))
			.build();
	}

}
// end::second[]
