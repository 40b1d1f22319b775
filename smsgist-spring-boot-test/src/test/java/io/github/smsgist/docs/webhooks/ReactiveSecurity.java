package io.github.smsgist.docs.webhooks;

import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Not a configuration, so that the other tests are without it.
 */
class ReactiveSecurity {

	// tag::reactive-security[]
	@Bean
	@Order(0)
	SecurityWebFilterChain webhookSecurity(ServerHttpSecurity http) {
		return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/smsgist/webhook"))
			.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
			.build();
	}
	// end::reactive-security[]

}
