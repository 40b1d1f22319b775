package io.github.smsgist.docs.login;

import io.github.smsgist.verification.security.LoginRecipientResolver;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Samples of {@code verification.md}.
 */
@EnableWebSecurity
// tag::second-factor[]
@Configuration(proxyBeanMethods = false)
@EnableMultiFactorAuthentication(
		authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY })
class SecondFactorConfiguration {

	@Bean
	LoginRecipientResolver loginRecipients(Customers customers) {
		return (username) -> customers.phoneOf(username);
	}

	@Bean
	SecurityFilterChain security(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.formLogin(Customizer.withDefaults())
			.oneTimeTokenLogin(Customizer.withDefaults())
			.build();
	}

}
// end::second-factor[]
