package io.github.smsgist.autoconfigure.verification;

import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.List;

import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.verification.SmsGistVerifications;
import io.github.smsgist.verification.security.LoginRecipientResolver;
import io.github.smsgist.verification.security.OneTimeCodeLoginService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ott.InMemoryOneTimeTokenService;
import org.springframework.security.authentication.ott.OneTimeTokenService;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SmsGistLoginAutoConfiguration}, with browsers that keep their cookies
 * and fill in Spring Security's own pages.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "smsgist.sandbox.enabled=true",
		"smsgist.verification.resend-pause=0s", "spring.main.web-application-type=servlet" })
class SmsGistLoginAutoConfigurationTests {

	private static final String NUMBER = "+233245972246";

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

	@BeforeEach
	void reset() {
		this.sandbox.reset();
	}

	@Test
	void aUserLogsInByTheCodeOnThePhone() throws Exception {
		LoginBrowser browser = new LoginBrowser(this.port);
		assertThat(browser.get("/me").uri().getPath()).isEqualTo("/login");
		assertThat(browser.askForCode("ama").uri().getPath()).isEqualTo("/login/ott");
		String code = this.sandbox.lastSmsTo(NUMBER).otp();
		assertThat(browser.enter("no" + code).uri().toString()).endsWith("/login?error");
		browser.get("/login/ott");
		assertThat(browser.enter(code).body()).isEqualTo("ama");
		assertThat(browser.get("/me").body()).isEqualTo("ama");
	}

	@Test
	void aCodeSignsNobodyInOutsideOfItsSession() throws Exception {
		LoginBrowser ama = new LoginBrowser(this.port);
		ama.askForCode("ama");
		String code = this.sandbox.lastSmsTo(NUMBER).otp();
		LoginBrowser stranger = new LoginBrowser(this.port);
		stranger.get("/login/ott");
		assertThat(stranger.enter(code).uri().toString()).endsWith("/login?error");
		stranger.askForCode("kofi");
		assertThat(stranger.enter(code).uri().toString()).endsWith("/login?error");
		ama.get("/login/ott");
		assertThat(ama.enter(code).body()).isEqualTo("ama");
	}

	@Test
	void askingAgainResendsTheSameCode() throws Exception {
		LoginBrowser browser = new LoginBrowser(this.port);
		browser.askForCode("kwame");
		String code = this.sandbox.lastSmsTo("+233201234567").otp();
		browser.askForCode("kwame");
		assertThat(this.sandbox.messageCount()).isEqualTo(2);
		assertThat(this.sandbox.lastSmsTo("+233201234567").otp()).isEqualTo(code);
		assertThat(browser.enter(code).body()).isEqualTo("kwame");
	}

	@Test
	void nothingTellsWhetherThereIsSuchUser() throws Exception {
		HttpResponse<String> known = new LoginBrowser(this.port).askForCode("kofi");
		HttpResponse<String> unknown = new LoginBrowser(this.port).askForCode("nobody");
		this.sandbox.faults().always().error(402);
		HttpResponse<String> broken = new LoginBrowser(this.port).askForCode("kofi");
		this.sandbox.faults().clear();
		for (HttpResponse<String> response : List.of(unknown, broken)) {
			assertThat(response.uri()).isEqualTo(known.uri());
			assertThat(response.statusCode()).isEqualTo(known.statusCode());
			assertThat(withoutCsrf(response)).isEqualTo(withoutCsrf(known));
		}
	}

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

	private static String withoutCsrf(HttpResponse<String> response) {
		return response.body().replaceAll("value=\"[^\"]*\"", "");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableWebSecurity
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
			return new InMemoryUserDetailsManager(User.withUsername("ama").password("{noop}a").build(),
					User.withUsername("kofi").password("{noop}k").build(),
					User.withUsername("kwame").password("{noop}k").build());
		}

		@Bean
		LoginRecipientResolver phones() {
			return (username) -> switch (username) {
				case "ama" -> NUMBER;
				case "kofi" -> "+233245971234";
				case "kwame" -> "0201234567";
				default -> null;
			};
		}

		@RestController
		static class Me {

			@GetMapping({ "/", "/me" })
			String me(Principal user) {
				return user.getName();
			}

		}

	}

}
