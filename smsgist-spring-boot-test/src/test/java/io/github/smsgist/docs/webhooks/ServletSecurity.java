package io.github.smsgist.docs.webhooks;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Without annotations, because the application of the tests is reactive.
 */
class ServletSecurity {

	SecurityFilterChain securityFilterChain(HttpSecurity http) {
		// tag::servlet-security[]
		http.csrf((csrf) -> csrf.ignoringRequestMatchers("/smsgist/webhook"))
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/smsgist/webhook").permitAll());
		// end::servlet-security[]
		return http.build();
	}

}
