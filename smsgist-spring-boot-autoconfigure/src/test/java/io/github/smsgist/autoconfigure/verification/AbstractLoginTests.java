package io.github.smsgist.autoconfigure.verification;

import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.List;

import io.github.smsgist.sandbox.SmsGistSandbox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a login by SMS has to do in any kind of application, with browsers that keep their
 * cookies and fill in Spring Security's own pages.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "smsgist.sandbox.enabled=true", "smsgist.verification.resend-pause=0s" })
abstract class AbstractLoginTests {

	static final String NUMBER = "+233245972246";

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
	void nothingRevealsWhetherAUserExists() throws Exception {
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

	private static String withoutCsrf(HttpResponse<String> response) {
		return response.body().replaceAll("value=\"[^\"]*\"", "");
	}

	static UserDetails[] users() {
		return new UserDetails[] { User.withUsername("ama").password("{noop}a").build(),
				User.withUsername("kofi").password("{noop}k").build(),
				User.withUsername("kwame").password("{noop}k").build() };
	}

	static @Nullable String phone(String username) {
		return switch (username) {
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
