package io.github.smsgist.docs.login;

import io.github.smsgist.verification.security.ReactiveLoginRecipientResolver;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * Samples of {@code verification.md}.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class ReactiveLoginConfiguration {

	// tag::reactive-login[]
	@Bean
	ReactiveLoginRecipientResolver loginRecipients(ReactiveCustomers customers) {
		return (username) -> customers.phoneOf(username);
	}

	@Bean
	SecurityWebFilterChain security(ServerHttpSecurity http) {
		return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
			.oneTimeTokenLogin(Customizer.withDefaults())
			.build();
	}
	// end::reactive-login[]

	interface ReactiveCustomers {

		Mono<String> phoneOf(String username);

	}

}
