package io.github.smsgist.docs.login;

import io.github.smsgist.verification.security.LoginRecipientResolver;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Samples of {@code verification.md}.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class LoginConfiguration {

	// tag::login[]
	@Bean
	LoginRecipientResolver loginRecipients(Customers customers) {
		return (username) -> customers.phoneOf(username);
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.oneTimeTokenLogin(Customizer.withDefaults())
			.build();
	}
	// end::login[]

}
