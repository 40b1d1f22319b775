package io.github.smsgist.sample;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Lets customers sign in with a code on their phones, to see their orders. Everything
 * else is open to this machine.
 *
 * @see Customers
 * @see LocalRequestFilter
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
			+ "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	@Bean
	SecurityFilterChain security(HttpSecurity http,
			@Value("${smsgist.webhook.path:/smsgist/webhook}") String webhookPath) throws Exception {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/my-orders/**").authenticated().anyRequest().permitAll())
			.oneTimeTokenLogin((login) -> login.loginPage("/login")
				.loginProcessingUrl("/login/ott")
				.showDefaultSubmitPage(false)
				.defaultSuccessUrl("/my-orders", true)
				.failureUrl("/login/ott?error"))
			.logout((logout) -> logout.logoutSuccessUrl("/"))
			// A page that is open while the shop restarts can still be submitted. The API
			// takes no cookies, and webhooks are signed.
			.csrf((csrf) -> csrf.csrfTokenRepository(new CookieCsrfTokenRepository())
				.ignoringRequestMatchers("/api/**", webhookPath))
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT))
				.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
			.build();
	}

}
