package io.github.smsgist.docs.login;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.smsgist.browser.Chromium;
import io.github.smsgist.sandbox.SmsGistSandbox;
import io.github.smsgist.test.AutoConfigureSmsGistSandbox;
import org.junit.jupiter.api.AfterEach;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The logins of {@code verification.md}, used in a browser as a person would.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureSmsGistSandbox
abstract class AbstractLoginBrowserTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<ChromeDriver> browsers = new ArrayList<>();

	@Value("${local.server.port}")
	private int port;

	@Autowired
	SmsGistSandbox sandbox;

	@AfterEach
	void stopBrowsers() {
		this.browsers.forEach(ChromeDriver::quit);
	}

	/**
	 * Start a browser that knows nothing of the others.
	 */
	ChromeDriver newBrowser() throws IOException {
		ChromeDriver browser = Chromium.start();
		this.browsers.add(browser);
		return browser;
	}

	void open(ChromeDriver browser, String path) {
		browser.get("http://localhost:" + this.port + path);
	}

	void askForCode(ChromeDriver browser) {
		submit(browser, "ott-username", Customers.USERNAME);
		awaitPath(browser, "/login/ott");
	}

	String codeOnThePhone() {
		return this.sandbox.lastSmsTo(Customers.PHONE).otp();
	}

	void enter(ChromeDriver browser, String code) {
		submit(browser, "token", code);
	}

	/**
	 * Type into a field, unless the page has filled it in, and submit its form.
	 */
	static void submit(ChromeDriver browser, String field, String text) {
		await(browser).until(ExpectedConditions.presenceOfElementLocated(By.id(field)));
		if (browser.findElement(By.id(field)).getDomAttribute("readonly") == null) {
			browser.findElement(By.id(field)).sendKeys(text);
		}
		browser.findElement(By.cssSelector("form:has(#" + field + ") button")).click();
	}

	static void awaitPath(ChromeDriver browser, String path) {
		await(browser).until(ExpectedConditions.urlMatches("http://localhost:\\d+" + path));
	}

	static void assertSignedIn(ChromeDriver browser) {
		await(browser).until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), "Welcome, ama"));
	}

	void assertNotSignedIn(ChromeDriver browser) {
		open(browser, "/");
		awaitPath(browser, "/login");
		assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain("Welcome");
	}

	private static WebDriverWait await(ChromeDriver browser) {
		return new WebDriverWait(browser, PATIENCE);
	}

	@EnableAutoConfiguration
	@Import({ Customers.class, Customers.Account.class })
	abstract static class AbstractApplication {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(Customers.user());
		}

	}

}
