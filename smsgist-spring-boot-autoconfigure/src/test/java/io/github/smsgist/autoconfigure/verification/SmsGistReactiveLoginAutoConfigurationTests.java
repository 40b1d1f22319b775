package io.github.smsgist.autoconfigure.verification;

import java.time.Clock;

import io.github.smsgist.autoconfigure.NettyResources;
import io.github.smsgist.verification.ReactiveSmsGistVerifications;
import io.github.smsgist.verification.security.ReactiveLoginRecipientResolver;
import io.github.smsgist.verification.security.ReactiveOneTimeCodeLoginService;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.ott.GenerateOneTimeTokenRequest;
import org.springframework.security.authentication.ott.reactive.InMemoryReactiveOneTimeTokenService;
import org.springframework.security.authentication.ott.reactive.ReactiveOneTimeTokenService;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SmsGistLoginAutoConfiguration} in reactive applications.
 */
@TestPropertySource(properties = "spring.main.web-application-type=reactive")
class SmsGistReactiveLoginAutoConfigurationTests extends AbstractLoginTests {

	@Test
	void isThereOnlyWithRecipientsAndBacksOff() {
		ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SmsGistLoginAutoConfiguration.class))
			.withBean(ReactiveSmsGistVerifications.class, () -> mock(ReactiveSmsGistVerifications.class));
		runner.run((context) -> assertThat(context).doesNotHaveBean(ReactiveOneTimeTokenService.class));
		ReactiveLoginRecipientResolver nobody = (username) -> Mono.empty();
		ReactiveWebApplicationContextRunner withRecipients = runner.withBean(ReactiveLoginRecipientResolver.class,
				() -> nobody);
		withRecipients.run((context) -> assertThat(context).hasSingleBean(ReactiveOneTimeCodeLoginService.class));
		withRecipients.withBean(InMemoryReactiveOneTimeTokenService.class)
			.run((context) -> assertThat(context).doesNotHaveBean(ReactiveOneTimeCodeLoginService.class));
		withRecipients.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed());
		new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(SmsGistLoginAutoConfiguration.class))
			.withBean(ReactiveSmsGistVerifications.class, () -> mock(ReactiveSmsGistVerifications.class))
			.withBean(ReactiveLoginRecipientResolver.class, () -> nobody)
			.run((context) -> assertThat(context).doesNotHaveBean(ReactiveOneTimeTokenService.class));
	}

	@Test
	void saysWhatIsMissingOutsideOfExchange() {
		ReactiveOneTimeCodeLoginService service = new ReactiveOneTimeCodeLoginService(
				mock(ReactiveSmsGistVerifications.class), (username) -> Mono.empty(), Clock.systemUTC());
		StepVerifier.create(service.generate(new GenerateOneTimeTokenRequest("ama")))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("ServerHttpSecurity"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebFluxSecurity
	@Import({ Me.class, NettyResources.class })
	static class Application {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.formLogin(Customizer.withDefaults())
				.oneTimeTokenLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		ReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(AbstractLoginTests.users());
		}

		@Bean
		ReactiveLoginRecipientResolver phones() {
			return (username) -> Mono.justOrEmpty(AbstractLoginTests.phone(username));
		}

	}

}
