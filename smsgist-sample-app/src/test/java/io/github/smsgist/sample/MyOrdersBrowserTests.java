package io.github.smsgist.sample;

import java.io.IOException;
import java.util.Map;

import io.github.smsgist.browser.AbstractBrowserTests;
import io.github.smsgist.browser.Page;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The login by SMS, used in a browser as a customer would.
 */
@SandboxedApplicationTest
class MyOrdersBrowserTests extends AbstractBrowserTests {

	@LocalServerPort
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

	@Autowired
	private Orders orders;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void begin() {
		this.jdbc.sql("delete from shop_order").update();
		page.browser().executeCdpCommand("Network.clearBrowserCookies", Map.of());
	}

	@Test
	void customerSignsInWithTheTextedCodeAndSeesOnlyTheirOwnOrders() {
		this.orders.add(Order.of("201", "+233245000201", Product.KENTE));
		this.orders.add(Order.of("202", "+233245000202", Product.COCOA));
		askForCode("024 500 0201");
		enter(page, this.sandbox.lastSmsTo("+233245000201").otp());
		page.awaitText("h1", "My orders");
		page.awaitText("#orders", "Order 201");
		assertThat(page.find("#orders").getText()).contains("+233245000201").doesNotContain("Order 202");
		page.assertNoErrors();
		page.press("Sign out");
		page.awaitText("h1", "Order from Kente & Co");
		assertNotSignedIn(page);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "  " })
	void wrongCodeIsExplainedAndTheRightOneStillWorks(String wrong) {
		this.orders.add(Order.of("203", "+233245000203", Product.KENTE));
		askForCode("0245000203");
		String code = this.sandbox.lastSmsTo("+233245000203").otp();
		enter(page, wrong);
		page.awaitText("#code-problem", "This code does not work.");
		assertThat(page.find("#token").getDomAttribute("aria-invalid")).isEqualTo("true");
		enter(page, code);
		page.awaitText("#orders", "Order 203");
	}

	@Test
	void codeOfAnotherBrowserSignsNobodyIn() throws IOException {
		this.orders.add(Order.of("204", "+233245000204", Product.KENTE));
		askForCode("0245000204");
		String code = this.sandbox.lastSmsTo("+233245000204").otp();
		try (Page other = new Page()) {
			other.open(url("login/ott"), 1400, "light");
			enter(other, code);
			other.awaitText("#code-problem", "This code does not work.");
			assertNotSignedIn(other);
		}
	}

	@ParameterizedTest
	@CsvSource({ "0245000206", "nonsense" })
	void unknownNumberRevealsNothing(String unknown) {
		this.orders.add(Order.of("205", "+233245000205", Product.KENTE));
		askForCode("0245000205");
		String known = page.find("main").getText();
		askForCode(unknown);
		assertThat(page.find("main").getText()).isEqualTo(known);
		assertThat(this.sandbox).hasSentExactly(1);
		enter(page, "123456");
		page.awaitText("#code-problem", "This code does not work.");
	}

	@ParameterizedTest
	@CsvSource({ "400,light", "768,light", "1400,dark" })
	void everyPageFitsAndHasNoViolationOfAccessibility(int width, String scheme) {
		this.orders.add(Order.of("207", "+233245000207", Product.KENTE));
		page.open(url("login"), width, scheme);
		check("login");
		ask("0245000207");
		enter(page, "1");
		page.awaitText("#code-problem", "This code does not work.");
		check("login-code");
		enter(page, this.sandbox.lastSmsTo("+233245000207").otp());
		page.awaitText("#orders", "Order 207");
		check("my-orders");
	}

	private void askForCode(String phone) {
		page.open(url("login"), 1400, "light");
		ask(phone);
	}

	private static void ask(String phone) {
		page.type("#username", phone);
		page.press("Text me a code");
		page.find("#token");
	}

	private static void enter(Page page, String code) {
		page.type("#token", code);
		page.press("Sign in");
	}

	private void assertNotSignedIn(Page page) {
		page.open(url("my-orders"), 1400, "light");
		page.awaitText("h1", "Sign in");
	}

	private String url(String path) {
		return "http://localhost:" + this.port + "/" + path;
	}

}
