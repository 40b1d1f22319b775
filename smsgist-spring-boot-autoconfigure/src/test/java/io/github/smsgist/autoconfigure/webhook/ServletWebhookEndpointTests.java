package io.github.smsgist.autoconfigure.webhook;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Tests for the endpoint in a servlet application.
 */
class ServletWebhookEndpointTests extends AbstractWebhookEndpointTests {

	ServletWebhookEndpointTests() {
		super(WebApplicationType.SERVLET);
	}

	@Override
	String basePathProperty() {
		return "server.servlet.context-path";
	}

	@Override
	Class<?> securityConfiguration() {
		return SecurityConfiguration.class;
	}

	@Override
	Class<?> catchAllConfiguration() {
		return CatchAllConfiguration.class;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class SecurityConfiguration {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			http.csrf((csrf) -> csrf.ignoringRequestMatchers("/smsgist/webhook"))
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/smsgist/webhook").permitAll());
			http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
			return http.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CatchAllConfiguration {

		@Bean
		RouterFunction<ServerResponse> catchAll() {
			return RouterFunctions.route(RequestPredicates.all(), (request) -> ServerResponse.ok().body("caught"));
		}

	}

}
