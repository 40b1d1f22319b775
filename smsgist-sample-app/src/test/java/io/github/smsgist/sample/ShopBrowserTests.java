package io.github.smsgist.sample;

import java.time.Duration;

import io.github.smsgist.browser.AbstractBrowserTests;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop, used in a browser as a person would.
 */
@SandboxedApplicationTest
class ShopBrowserTests extends AbstractBrowserTests {

	@LocalServerPort
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

	@Autowired
	private JdbcClient jdbc;

	@BeforeEach
	void begin() {
		this.jdbc.sql("delete from shop_order").update();
		this.jdbc.sql("delete from smsgist_outbox").update();
		this.jdbc.sql("delete from smsgist_sent").update();
	}

	@AfterEach
	void thePageHasNoErrorOfItsOwn() {
		page.assertNoErrors();
	}

	@Test
	void orderIsPlacedWithTheCodeThatWasTextedAndItsConfirmationIsFollowed() {
		open(400);
		page.type("#phone", "024 500 0101");
		page.press("Order");
		awaitVerification();
		page.type("#code", "000000");
		page.press("Place the order");
		page.awaitText("#code-problem", "This is not the code.");
		page.type("#code", this.sandbox.lastSmsTo("+233245000101").otp());
		page.press("Place the order");
		page.awaitText("#orders", "Accepted");
		assertThat(this.sandbox.lastSmsTo("+233245000101").text()).contains("Thank you!");
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		page.awaitText("#orders", "Delivered");
	}

	@Test
	void badNumberIsShownToWhoeverTypedItBesideTheField() {
		open(1400);
		page.type("#phone", "12");
		page.press("Order");
		page.awaitText("#phone-problem", "is not a phone number");
		assertThat(page.find("#phone").getDomProperty("value")).isEqualTo("12");
		assertThat(page.find("#phone").getDomAttribute("aria-invalid")).isEqualTo("true");
		assertThat(this.sandbox).hasSentNothing();
	}

	@Test
	void doubleClickOrdersOnce() {
		open(1400);
		page.type("#phone", "0245000102");
		page.browser()
			.executeScript("const button = document.querySelector('#order button'); button.click(); button.click()");
		awaitVerification();
		assertThat(this.sandbox).hasSentExactly(1);
	}

	@Test
	void everybodyIsTextedFromThePage() {
		order("0245000103", 1400, "light");
		page.type("#text", "We open at ten.");
		page.press("Text everybody");
		page.awaitText("#news", "1 text is on the way.");
		page.await("it is sent", () -> this.sandbox.lastSmsTo("0245000103").text().equals("We open at ten."));
	}

	/**
	 * Not every width in every color scheme: colors do not depend on the width, nor sizes
	 * on the color scheme.
	 */
	@ParameterizedTest
	@CsvSource({ "400,light", "768,light", "1400,dark" })
	void everyPageFitsAndHasNoViolationOfAccessibility(int width, String scheme) {
		open(width, scheme);
		check("empty");
		order("0245000104", width, scheme);
		page.awaitText("#orders", "Accepted");
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		page.awaitText("#orders", "Delivered");
		check("shop");
		page.type("#phone", "0245000105");
		page.press("Order");
		awaitVerification();
		check("verify");
		page.open(url() + "nothing", width, scheme);
		page.awaitText("h1", "There is no such page");
		check("error");
	}

	private void order(String phone, int width, String scheme) {
		open(width, scheme);
		page.type("#phone", phone);
		page.press("Order");
		awaitVerification();
		page.type("#code", this.sandbox.lastSmsTo(phone).otp());
		page.press("Place the order");
		page.awaitText("#orders", "Kente scarf");
	}

	private void open(int width) {
		open(width, "light");
	}

	private void open(int width, String scheme) {
		page.open(url(), width, scheme);
	}

	private String url() {
		return "http://localhost:" + this.port + "/";
	}

	private static void awaitVerification() {
		page.await("the code is asked for", () -> page.browser().getCurrentUrl().endsWith("/verify"));
	}

}
