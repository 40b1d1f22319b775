package io.github.smsgist.sample;

import java.io.IOException;

import io.github.smsgist.browser.Chromium;
import io.github.smsgist.browser.Page;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
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
@EnabledIf(value = "io.github.smsgist.browser.Chromium#isInstalled", disabledReason = Chromium.MISSING)
@SandboxedApplicationTest
class MyOrdersBrowserTests {

	private Page page;

	@LocalServerPort
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

	@Autowired
	private Orders orders;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void begin() throws IOException {
		this.jdbc.sql("delete from shop_order").update();
		this.page = new Page();
	}

	@AfterEach
	void stopBrowser() {
		this.page.close();
	}

	@Test
	void customerSignsInWithTheTextedCodeAndSeesOnlyTheirOwnOrders() {
		this.orders.add(Order.of("201", "+233245000201", Product.KENTE));
		this.orders.add(Order.of("202", "+233245000202", Product.COCOA));
		askForCode(this.page, "024 500 0201");
		enter(this.page, this.sandbox.lastSmsTo("+233245000201").otp());
		this.page.awaitText("h1", "My orders");
		this.page.awaitText("#orders", "Order 201");
		assertThat(this.page.find("#orders").getText()).contains("+233245000201").doesNotContain("Order 202");
		this.page.assertNoErrors();
		this.page.press("Sign out");
		this.page.awaitText("h1", "Order from Kente & Co");
		assertNotSignedIn(this.page);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "  " })
	void wrongCodeIsExplainedAndTheRightOneStillWorks(String wrong) {
		this.orders.add(Order.of("203", "+233245000203", Product.KENTE));
		askForCode(this.page, "0245000203");
		String code = this.sandbox.lastSmsTo("+233245000203").otp();
		enter(this.page, wrong);
		this.page.awaitText("#code-problem", "This code does not work.");
		assertThat(this.page.find("#token").getDomAttribute("aria-invalid")).isEqualTo("true");
		enter(this.page, code);
		this.page.awaitText("#orders", "Order 203");
	}

	@Test
	void codeOfAnotherBrowserSignsNobodyIn() throws IOException {
		this.orders.add(Order.of("204", "+233245000204", Product.KENTE));
		askForCode(this.page, "0245000204");
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
		askForCode(this.page, "0245000205");
		String known = this.page.find("main").getText();
		askForCode(this.page, unknown);
		assertThat(this.page.find("main").getText()).isEqualTo(known);
		assertThat(this.sandbox).hasSentExactly(1);
		enter(this.page, "123456");
		this.page.awaitText("#code-problem", "This code does not work.");
	}

	@ParameterizedTest
	@CsvSource({ "400,light", "768,light", "1400,dark" })
	void everyPageFitsAndHasNoViolationOfAccessibility(int width, String scheme) {
		this.orders.add(Order.of("207", "+233245000207", Product.KENTE));
		this.page.open(url("login"), width, scheme);
		check("login");
		ask(this.page, "0245000207");
		enter(this.page, "1");
		this.page.awaitText("#code-problem", "This code does not work.");
		check("login-code");
		enter(this.page, this.sandbox.lastSmsTo("+233245000207").otp());
		this.page.awaitText("#orders", "Order 207");
		check("my-orders");
	}

	private void askForCode(Page page, String phone) {
		page.open(url("login"), 1400, "light");
		ask(page, phone);
	}

	private static void ask(Page page, String phone) {
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

	private void check(String view) {
		this.page.assertFits(view);
		this.page.assertAccessible(view);
	}

	private String url(String path) {
		return "http://localhost:" + this.port + "/" + path;
	}

}
