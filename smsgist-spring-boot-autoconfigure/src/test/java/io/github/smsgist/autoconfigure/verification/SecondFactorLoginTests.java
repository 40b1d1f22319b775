package io.github.smsgist.autoconfigure.verification;

import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.authorization.EnableMultiFactorAuthentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a login with a password and a code, as {@code verification.md} describes it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "smsgist.sandbox.enabled=true", "spring.main.web-application-type=servlet" })
class SecondFactorLoginTests {

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

	@Test
	void neitherThePasswordNorTheCodeIsEnough() throws Exception {
		LoginBrowser browser = new LoginBrowser(this.port);
		browser.logIn("ama", "a");
		assertThat(browser.get("/me").uri().getPath()).isEqualTo("/login");
		browser.askForCode("ama");
		browser.enter(this.sandbox.lastSmsTo("+233245972246").otp());
		assertThat(browser.get("/me").body()).isEqualTo("ama");
		LoginBrowser withoutPassword = new LoginBrowser(this.port);
		withoutPassword.askForCode("kofi");
		withoutPassword.enter(this.sandbox.lastSmsTo("+233245971234").otp());
		assertThat(withoutPassword.get("/me").uri().getPath()).isEqualTo("/login");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableMultiFactorAuthentication(
			authorities = { FactorGrantedAuthority.PASSWORD_AUTHORITY, FactorGrantedAuthority.OTT_AUTHORITY })
	@Import(SmsGistLoginAutoConfigurationTests.Application.class)
	static class Application {

	}

}
