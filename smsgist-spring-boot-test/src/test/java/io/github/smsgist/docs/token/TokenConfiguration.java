package io.github.smsgist.docs.token;

import io.github.smsgist.token.TokenEncryptor;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::token[]
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

	@Bean
	TokenEncryptor tokenEncryptor() {
		return (clientSecret, appSecretKey) -> VendorTokens.encrypt(clientSecret, appSecretKey);
	}

}
// end::token[]
