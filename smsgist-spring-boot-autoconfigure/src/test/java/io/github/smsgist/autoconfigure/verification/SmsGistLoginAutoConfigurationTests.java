package io.github.smsgist.autoconfigure.verification;

import io.github.smsgist.autoconfigure.NettyResources;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.security.LoginRecipientResolver;
import io.github.smsgist.verification.security.OneTimeCodeLoginService;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.ott.InMemoryOneTimeTokenService;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SmsGistLoginAutoConfiguration} in servlet applications.
 */
@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class SmsGistLoginAutoConfigurationTests extends AbstractLoginTests {

	@Test
	void isThereOnlyWithRecipientsAndBacksOff() {
		WebApplicationContextRunner runner = new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SmsGistLoginAutoConfiguration.class))
			.withBean(SmsGistVerifications.class, () -> mock(SmsGistVerifications.class));
		runner.run((context) -> assertThat(context).doesNotHaveBean(OneTimeTokenService.class));
		WebApplicationContextRunner withRecipients = runner.withBean(LoginRecipientResolver.class,
				() -> (username) -> NUMBER);
		withRecipients.run((context) -> assertThat(context).hasSingleBean(OneTimeCodeLoginService.class));
		withRecipients.withBean(InMemoryOneTimeTokenService.class)
			.run((context) -> assertThat(context).doesNotHaveBean(OneTimeCodeLoginService.class));
		withRecipients.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed());
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SmsGistLoginAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(OneTimeTokenService.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSecurity
	@Import({ Me.class, NettyResources.class })
	static class Application {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.oneTimeTokenLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(AbstractLoginTests.users());
		}

		@Bean
		LoginRecipientResolver phones() {
			return AbstractLoginTests::phone;
		}

	}

}
