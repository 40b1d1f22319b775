package io.github.smsgist.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.github.smsgist.browser.Chromium;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.smsgist.test.SmsGistSandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop, used in a browser as a person would.
 */
@EnabledIf(value = "io.github.smsgist.browser.Chromium#isInstalled", disabledReason = Chromium.MISSING)
@SandboxedApplicationTest
class ShopBrowserTests {

	private static final Path SCREENSHOTS = Path.of("target/screenshots");

	private static ChromeDriver browser;

	@LocalServerPort
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

	@Autowired
	private JdbcClient jdbc;

	@BeforeAll
	static void startBrowser() throws IOException {
		browser = Chromium.start();
	}

	@AfterAll
	static void stopBrowser() {
		if (browser != null) {
			browser.quit();
		}
	}

	@BeforeEach
	void begin() {
		Chromium.colorScheme(browser, "light");
		this.jdbc.sql("delete from shop_order").update();
		this.jdbc.sql("delete from smsgist_outbox").update();
		this.jdbc.sql("delete from smsgist_sent").update();
	}

	@AfterEach
	void thePageHasNoErrorOfItsOwn() {
		assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).extracting(Object::toString)
			.noneMatch((entry) -> entry.contains("Uncaught") || entry.contains("Refused to"));
	}

	@Test
	void orderIsPlacedWithTheCodeThatWasTextedAndItsConfirmationIsFollowed() {
		open(400);
		type("phone", "024 500 0101");
		press("Order");
		await("the code is asked for", () -> browser.getCurrentUrl().endsWith("/verify"));
		type("code", "000000");
		press("Place the order");
		awaitText("#code-problem", "This is not the code.");
		type("code", this.sandbox.lastSmsTo("+233245000101").otp());
		press("Place the order");
		awaitText("#orders", "Accepted");
		assertThat(this.sandbox.lastSmsTo("+233245000101").text()).contains("Thank you!");
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		awaitText("#orders", "Delivered");
	}

	@Test
	void badNumberIsShownToWhoeverTypedItBesideTheField() {
		open(1400);
		type("phone", "12");
		press("Order");
		awaitText("#phone-problem", "is not a phone number");
		assertThat(browser.findElement(By.id("phone")).getDomProperty("value")).isEqualTo("12");
		assertThat(browser.findElement(By.id("phone")).getDomAttribute("aria-invalid")).isEqualTo("true");
		assertThat(this.sandbox).hasSentNothing();
	}

	@Test
	void doubleClickOrdersOnce() {
		open(1400);
		type("phone", "0245000102");
		browser.executeScript("const button = document.querySelector('#order button'); button.click(); button.click()");
		await("the code is asked for", () -> browser.getCurrentUrl().endsWith("/verify"));
		assertThat(this.sandbox).hasSentExactly(1);
	}

	@Test
	void everybodyIsTextedFromThePage() {
		order("0245000103");
		type("text", "We open at ten.");
		press("Text everybody");
		awaitText("#news", "1 text is on the way.");
		await("it is sent", () -> this.sandbox.lastSmsTo("0245000103").text().equals("We open at ten."));
	}

	@ParameterizedTest
	@CsvSource({ "400,light", "400,dark", "768,light", "1400,light", "1400,dark" })
	void everyPageFitsAndHasNoViolationOfAccessibility(int width, String scheme) throws IOException {
		Chromium.colorScheme(browser, scheme);
		open(width);
		check("empty", width, scheme);
		order("0245000104");
		awaitText("#orders", "Accepted");
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		awaitText("#orders", "Delivered");
		check("shop", width, scheme);
		type("phone", "0245000105");
		press("Order");
		await("the code is asked for", () -> browser.getCurrentUrl().endsWith("/verify"));
		check("verify", width, scheme);
		browser.get("http://localhost:" + this.port + "/nothing");
		awaitText("h1", "There is no such page");
		check("error", width, scheme);
	}

	private void order(String phone) {
		open(1400);
		type("phone", phone);
		press("Order");
		await("the code is asked for", () -> browser.getCurrentUrl().endsWith("/verify"));
		type("code", this.sandbox.lastSmsTo(phone).otp());
		press("Place the order");
		awaitText("#orders", "Kente scarf");
	}

	private void open(int width) {
		Chromium.size(browser, width, 900);
		browser.get("http://localhost:" + this.port + "/");
	}

	private static void check(String page, int width, String scheme) throws IOException {
		Long overflow = (Long) browser
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
		assertThat(overflow).as("what sticks out of %s at %d px", page, width).isZero();
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(page + "-" + width + "-" + scheme + ".png"),
				browser.getScreenshotAs(OutputType.BYTES));
		assertThat(new AxeBuilder().withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
			.analyze(browser)
			.getViolations()).as("violations in %s at %d px, %s", page, width, scheme)
			.extracting((rule) -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
			.isEmpty();
	}

	private static void type(String id, String text) {
		browser.findElement(By.id(id)).clear();
		browser.findElement(By.id(id)).sendKeys(text);
	}

	private static void press(String button) {
		browser.findElement(By.xpath("//button[.='" + button + "']")).click();
	}

	private static void awaitText(String selector, String text) {
		await(selector + " has " + text,
				() -> browser.findElements(By.cssSelector(selector))
					.stream()
					.anyMatch((element) -> element.getText().contains(text)));
	}

	private static void await(String what, Supplier<Boolean> condition) {
		new WebDriverWait(browser, Duration.ofSeconds(60), Duration.ofMillis(50))
			.withMessage(() -> what + ", at " + browser.getCurrentUrl() + ":\n"
					+ browser.findElement(By.tagName("body")).getText())
			.ignoring(StaleElementReferenceException.class)
			.until((driver) -> condition.get());
	}

}
