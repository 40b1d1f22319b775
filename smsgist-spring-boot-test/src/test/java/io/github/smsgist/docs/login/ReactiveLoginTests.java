package io.github.smsgist.docs.login;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.smsgist.docs.login.ReactiveLoginConfiguration.ReactiveCustomers;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reactive login of {@code verification.md}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.main.web-application-type=reactive")
@AutoConfigureSmsGistSandbox
class ReactiveLoginTests {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

	@Test
	void userSignsInWithTheCodeOnThePhoneInTheSameSessionOnly() {
		Session user = new Session();
		assertThat(user.submit("/login", "/ott/generate", "username", Customers.USERNAME)).isEqualTo("/login/ott");
		String code = this.sandbox.lastSmsTo(Customers.PHONE).otp();
		Session stranger = new Session();
		assertThat(stranger.submit("/login/ott", "/login/ott", "token", code)).isEqualTo("/login?error");
		assertThat(stranger.get("/").getStatus().is3xxRedirection()).isTrue();
		assertThat(user.submit("/login/ott", "/login/ott", "token", code)).isEqualTo("/");
		assertThat(user.get("/").getResponseBody()).isEqualTo("Welcome, ama");
	}

	/**
	 * A browser's session, without the browser.
	 */
	private final class Session {

		private final WebTestClient client = WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + ReactiveLoginTests.this.port)
			.build();

		private String id = "";

		/**
		 * Open a page, fill in the field of its form and submit it.
		 * @return where the answer leads
		 */
		String submit(String page, String action, String field, String text) {
			Matcher csrf = CSRF.matcher(Objects.requireNonNull(get(page).getResponseBody()));
			assertThat(csrf.find()).isTrue();
			return keepSession(this.client.post()
				.uri(action)
				.cookie("SESSION", this.id)
				.body(BodyInserters.fromFormData("_csrf", csrf.group(1)).with(field, text))
				.exchange()
				.expectStatus()
				.is3xxRedirection()
				.expectBody(String.class)
				.returnResult()).getResponseHeaders().getFirst("Location");
		}

		EntityExchangeResult<String> get(String page) {
			return keepSession(this.client.get()
				.uri(page)
				.accept(MediaType.TEXT_HTML)
				.cookie("SESSION", this.id)
				.exchange()
				.expectBody(String.class)
				.returnResult());
		}

		private EntityExchangeResult<String> keepSession(EntityExchangeResult<String> result) {
			ResponseCookie cookie = result.getResponseCookies().getFirst("SESSION");
			if (cookie != null) {
				this.id = cookie.getValue();
			}
			return result;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ ReactiveLoginConfiguration.class, Customers.Account.class })
	static class Application {

		@Bean
		ReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(Customers.user());
		}

		@Bean
		ReactiveCustomers customers() {
			Customers customers = new Customers();
			return (username) -> Mono.justOrEmpty(customers.phoneOf(username));
		}

	}

}
