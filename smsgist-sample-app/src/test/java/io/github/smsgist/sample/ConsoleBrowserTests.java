package io.github.smsgist.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

import io.github.smsgist.browser.Chromium;
import io.github.smsgist.model.SmsSegments;
import io.github.smsgist.sandbox.ReceivedRequest;
import io.github.smsgist.sandbox.SandboxOperation;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console, used in a browser as a person would.
 */
@EnabledIf(value = "io.github.smsgist.browser.Chromium#isInstalled", disabledReason = Chromium.MISSING)
@SandboxedApplicationTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleBrowserTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * Where the picture for the README goes.
	 */
	private static final Path SCREENSHOT = Path.of(System.getProperty("console.screenshot", "target/console.png"));

	private static ChromeDriver browser;

	@LocalServerPort
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

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

	@AfterEach
	void thePageHasNoErrorOfItsOwn() {
		assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).extracting(Object::toString)
			.noneMatch((entry) -> entry.contains("Uncaught") || entry.contains("Content Security Policy"));
	}

	@Test
	@Order(1)
	void pictureForTheReadme() throws IOException {
		open(1400, 1060);
		Chromium.colorScheme(browser, "light");
		this.sandbox.clock().advance(Duration.between(this.sandbox.clock().now(), Instant.now()));
		send("+233245972246, 0201234567", "Your order 77 is on its way. Track it at https://example.com/77");
		deliver("+233245972246");
		press("be limited for 5 s");
		sandboxSays("429");
		send("+233204455667", "Your code is 482913. It is valid for 10 minutes.");
		deliver("+233204455667");
		send("+233245970001", "Meeting moved to 3 pm, see you there.");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		awaitStatus("+233245970001", "Failed");
		details("+233245970001");
		awaitText(By.cssSelector(".detail:not([hidden]) .error"), "Number not reachable");
		type("sms-to", "+233245972246, 0201234567");
		type("sms-text", "Akwaaba! Your parcel is ready for pickup – bring an ID, please.");
		browser.executeScript("document.activeElement.blur(); scrollTo(0, 0)");
		await("the credits are settled", () -> text(By.id("credits-reserved")).equals("GHS 0.00"));
		byte[] picture = browser.getScreenshotAs(OutputType.BYTES);
		Path parent = SCREENSHOT.toAbsolutePath().getParent();
		Files.createDirectories(parent);
		Files.write(SCREENSHOT, picture);
		assertThat(picture).hasSizeBetween(10_000, 300_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 1400 })
	void aMessageIsSentAndWatchedUntilItIsDelivered(int width) {
		open(width, 900);
		String number = number(width, 10);
		type("sms-to", number);
		type("sms-text", "Meet you at 5?");
		String estimate = text(By.id("sms-cost"));
		click(browser.findElement(By.id("sms-send")));
		awaitText(By.id("sms-result"), "Accepted. 1 recipient, 1 segment, " + estimate + ".");
		awaitStatus(number, "Queued");
		awaitText(By.id("credits-reserved"), estimate);
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		awaitStatus(number, "Sent");
		this.sandbox.clock().advance(Duration.ofSeconds(2));
		awaitStatus(number, "Delivered");
		awaitText(By.id("credits-reserved"), "GHS 0.00");
		awaitText(By.id("announcer"), "SMS to " + number + ": Delivered");
		nothingSticksOut();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 800, 1400 })
	void aFailedMessageIsRetried(int width) {
		open(width, 900);
		String number = number(width, 1);
		send(number, "Are you there?");
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		awaitStatus(number, "Failed");
		details(number);
		awaitText(By.cssSelector(".detail:not([hidden]) .error"), "Number not reachable");
		nothingSticksOut();
		click(browser.findElement(By.cssSelector(".detail:not([hidden]) .reach")));
		awaitText(By.cssSelector(".detail:not([hidden]) .result"), "from now on arrives");
		click(row(number).findElement(By.cssSelector(".retry")));
		awaitText(By.cssSelector(".detail:not([hidden]) .result"), "It is sent again to 1 recipient");
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		awaitStatus(number, "Delivered");
		assertThat(this.sandbox.lastSmsTo(number).originalMessageId()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 1400 })
	void creditsRunOutAndAreToppedUp(int width) {
		open(width, 900);
		press("Use up");
		awaitText(By.id("credits-available"), "GHS 0.00");
		type("sms-to", number(width, 20));
		type("sms-text", "Is there anything left?");
		click(browser.findElement(By.id("sms-send")));
		awaitText(By.id("sms-result"), "Not enough credits. SMSGist did not send the SMS");
		assertThat(text(By.id("sms-result"))).contains("Nothing was sent. Top up the account");
		assertThat(this.sandbox.messageCount()).isZero();
		nothingSticksOut();
		press("Top up to 100");
		awaitText(By.id("credits-available"), "GHS 100.00");
		click(browser.findElement(By.id("sms-send")));
		awaitText(By.id("sms-result"), "Accepted");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 1400 })
	void aRateLimitIsWaitedOut(int width) {
		open(width, 900);
		press("be limited for 5 s");
		sandboxSays("429");
		send(number(width, 30), "Patience");
		List<String> attempts = attempts();
		assertThat(attempts).hasSize(2);
		assertThat(attempts.get(0)).contains("Attempt 1: 429 Too many requests, asks to wait 5 s");
		assertThat(attempts.get(1)).containsPattern("Attempt 2: 201 Created, (5\\.|[6-9]|\\d\\d).* s later, same key");
		nothingSticksOut();
	}

	@Test
	void aServerErrorIsRepeatedUnderTheSameKey() {
		open(1400, 900);
		press("fail with 500");
		sandboxSays("500");
		send("+233245971101", "Once");
		assertThat(attempts()).hasSize(2)
			.satisfiesExactly((first) -> assertThat(first).contains("Attempt 1: 500 Server error"),
					(second) -> assertThat(second).contains("Attempt 2: 201 Created").endsWith("same key"));
		assertThat(this.sandbox.messageCount()).isEqualTo(1);
	}

	@Test
	void aLostAnswerDoesNotSendTwice() {
		open(1400, 900);
		press("lose its answer");
		sandboxSays("lost");
		send("+233245971102", "Once");
		assertThat(attempts()).hasSize(2)
			.satisfiesExactly((first) -> assertThat(first).contains("Attempt 1: no answer, the connection broke"),
					(second) -> assertThat(second).contains("Attempt 2: 201 Created").endsWith("same key"));
		assertThat(this.sandbox.messageCount()).isEqualTo(1);
	}

	@Test
	void anAnswerThatNeverComesCanBeAskedForAgainUnderTheSameKey() {
		open(1400, 900);
		this.sandbox.faults().next(4).on(SandboxOperation.SEND_SMS).serverError();
		type("sms-to", "+233245971103");
		type("sms-text", "Once");
		WebElement button = browser.findElement(By.id("sms-send"));
		click(button);
		awaitText(By.id("sms-result"), "It may have been sent all the same");
		awaitText(By.id("sms-send"), "Try again, with the same key");
		this.sandbox.faults().clear();
		click(button);
		awaitText(By.id("sms-result"), "Accepted");
		assertThat(this.sandbox.requests()).filteredOn((request) -> request.idempotencyKey() != null)
			.hasSizeGreaterThan(4)
			.extracting(ReceivedRequest::idempotencyKey)
			.containsOnly(this.sandbox.lastSmsTo("+233245971103").idempotencyKey());
	}

	@Test
	void anEmailIsSentByKeyboardAlone() {
		open(1400, 900);
		browser.findElement(By.id("tab-sms")).sendKeys(Keys.ARROW_RIGHT);
		assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("tab-email");
		assertThat(browser.findElement(By.id("panel-sms")).isDisplayed()).isFalse();
		keys(Keys.TAB, "ama@example.com kofi@example.com", Keys.TAB, "Your invoice", Keys.TAB, "<p>Thank you</p>",
				Keys.TAB, "Shop", Keys.TAB, "shop@example.com", Keys.TAB, Keys.SPACE, Keys.TAB, Keys.ARROW_RIGHT,
				Keys.TAB, Keys.ENTER);
		awaitText(By.id("email-result"), "Accepted. 2 recipients, GHS 0.02.");
		assertThat(this.sandbox.lastEmailTo("kofi@example.com")).satisfies((email) -> {
			assertThat(email.subject()).isEqualTo("Your invoice");
			assertThat(email.text()).isEqualTo("<p>Thank you</p>");
			assertThat(email.fromName()).isEqualTo("Shop");
			assertThat(email.replyTo()).isEqualTo("shop@example.com");
			assertThat(email.noTracking()).isTrue();
			assertThat(email.route()).isEqualTo("otp");
		});
	}

	@Test
	void whatIsFocusedCanBeSeen() {
		open(1400, 900);
		for (int i = 0; i < 12; i++) {
			keys(Keys.TAB);
			WebElement focused = browser.switchTo().activeElement();
			assertThat(focused.getCssValue("outline-style")).as(focused.getAccessibleName()).isEqualTo("solid");
			assertThat(focused.getAccessibleName()).isNotBlank();
		}
	}

	@Test
	void markupInAMessageIsText() {
		open(1400, 900);
		String markup = "<img src=x onerror=\"document.title='hit'\"> & <b>bold</b>";
		send("+233245971104", markup);
		await("the row is there", () -> row("+233245971104").getText().contains(markup));
		assertThat(browser.findElements(By.cssSelector("#messages img, #messages b"))).isEmpty();
		assertThat(browser.getTitle()).isEqualTo("SMSGist console");
	}

	@Test
	void aPageThatIsOpenedLaterShowsTheSame() {
		open(1400, 900);
		send("+233245971105", "Still there?");
		deliver("+233245971105");
		browser.navigate().refresh();
		awaitStatus("+233245971105", "Delivered");
	}

	@Test
	@SuppressWarnings("unchecked")
	void segmentsAreCountedAsTheServiceCountsThem() {
		open(1400, 900);
		List<String> texts = textsOfAllSizes();
		List<Map<String, Object>> counted = (List<Map<String, Object>>) browser.executeAsyncScript("""
				const [texts, done] = arguments;
				import('/console/sms-segments.js').then(({ segmentsOf }) => done(texts.map(segmentsOf)));
				""", texts);
		for (int i = 0; i < texts.size(); i++) {
			SmsSegments expected = SmsSegments.of(texts.get(i));
			assertThat(counted.get(i)).as("text %d", i)
				.containsEntry("encoding", expected.encoding().name().replace('_', '-'))
				.containsEntry("characters", (long) expected.characters())
				.containsEntry("units", (long) expected.units())
				.containsEntry("segments", (long) expected.segments())
				.containsEntry("remaining", (long) expected.remaining());
		}
	}

	@Test
	void whatForcesUcs2IsNamed() {
		open(1400, 900);
		type("sms-text", "Cava? Ça va");
		assertThat(text(By.id("sms-alphabet"))).isEqualTo("GSM-7");
		type("sms-text", "Ça va ✓ très bien ş");
		assertThat(text(By.id("sms-alphabet"))).isEqualTo("UCS-2");
		assertThat(text(By.id("sms-encoding")))
			.isEqualTo("“✓” “ş” are not in the GSM-7 alphabet, so one segment has room for 70 characters, not 160.");
	}

	@Test
	@SuppressWarnings("unchecked")
	void recipientsAreReadAsPeopleWriteThem() {
		open(1400, 900);
		List<String> numbers = (List<String>) browser.executeAsyncScript("""
				const [text, done] = arguments;
				import('/console/recipients.js').then(({ phoneNumbersIn }) => done(phoneNumbersIn(text)));
				""", "+233 24 597 2246, 0201234567 0241234567\n024 765 4321;+233245972246 +233 20 012 3456, ,");
		assertThat(numbers).containsExactly("+233245972246", "0201234567", "0241234567", "0247654321", "+233200123456");
	}

	private static List<String> textsOfAllSizes() {
		String alphabet = "abc @£é\n€[]^{}\\~|ΔÇçşő✓😀👩‍👩‍👧ñ\f\r\t";
		int[] characters = alphabet.codePoints().toArray();
		Random random = new Random(7);
		List<String> texts = new ArrayList<>(List.of("", "a", "€"));
		for (int size : new int[] { 69, 70, 71, 133, 134, 135, 152, 153, 154, 159, 160, 161, 306, 307, 459, 460 }) {
			texts.add("a".repeat(size));
			texts.add("€".repeat(size));
			texts.add("ş".repeat(size));
			texts.add("😀".repeat(size));
			texts.add("a".repeat(size - 1) + "{");
			texts.add("a".repeat(size - 1) + "😀");
			StringBuilder text = new StringBuilder();
			random.ints(size, 0, characters.length).forEach((index) -> text.appendCodePoint(characters[index]));
			texts.add(text.toString());
		}
		return texts;
	}

	/**
	 * A number of its own for each test: the page keeps what the tests before have sent.
	 */
	private static String number(int width, int suffix) {
		return "+23324%03d%04d".formatted(width % 1000, suffix);
	}

	private void open(int width, int height) {
		Chromium.size(browser, width, height);
		browser.get("http://localhost:" + this.port + "/");
		await("the page is connected",
				() -> "true".equals(browser.findElement(By.tagName("body")).getDomAttribute("data-connected")));
		await("the credits are there", () -> text(By.id("credits-available")).startsWith("GHS"));
	}

	private void send(String recipients, String message) {
		type("sms-to", recipients);
		type("sms-text", message);
		click(browser.findElement(By.id("sms-send")));
		awaitText(By.id("sms-result"), "Accepted");
	}

	private void deliver(String number) {
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		awaitStatus(number, "Delivered");
	}

	private void type(String id, String text) {
		WebElement field = browser.findElement(By.id(id));
		field.clear();
		// ChromeDriver types only what is in the basic plane.
		browser.executeScript("""
				const [field, text] = arguments;
				field.value = text;
				field.dispatchEvent(new Event('input', { bubbles: true }));
				""", field, text);
	}

	private void keys(CharSequence... keys) {
		for (CharSequence key : keys) {
			new Actions(browser).sendKeys(key).perform();
		}
	}

	private void press(String label) {
		click(browser.findElement(By.xpath("//button[normalize-space()='" + label + "']")));
	}

	private void click(WebElement element) {
		// The driver itself would scroll it to the very edge, under the bar.
		browser.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
		element.click();
	}

	private void sandboxSays(String text) {
		awaitText(By.id("sandbox-result"), text);
	}

	private void details(String number) {
		click(row(number).findElement(By.cssSelector(".toggle")));
	}

	private WebElement row(String number) {
		return browser
			.findElement(By.xpath("(//tr[contains(@class,'message')][contains(.,'%s')])[1]".formatted(number)));
	}

	/**
	 * The attempts of the latest call.
	 */
	private List<String> attempts() {
		return browser.findElements(By.cssSelector("#calls > li:first-child .attempts li"))
			.stream()
			.map(WebElement::getText)
			.toList();
	}

	private String text(By by) {
		return browser.findElement(by).getText();
	}

	private void awaitStatus(String number, String status) {
		await("the message is " + status,
				() -> row(number).findElement(By.cssSelector(".pill")).getText().equals(status));
	}

	private void awaitText(By by, String text) {
		await(by + " has the text " + text, () -> browser.findElement(by).getDomProperty("textContent").contains(text));
	}

	private void await(String what, BooleanSupplier condition) {
		new WebDriverWait(browser, PATIENCE).ignoring(StaleElementReferenceException.class)
			.ignoring(NoSuchElementException.class)
			.withMessage(what)
			.until((driver) -> condition.getAsBoolean());
	}

	private void nothingSticksOut() {
		assertThat(browser.executeScript("return document.scrollingElement.scrollWidth - innerWidth"))
			.as("pixels that stick out of the page")
			.isEqualTo(0L);
		assertThat(browser.executeScript(
				"return [...document.querySelectorAll('.card')].filter((card) => card.scrollWidth > card.clientWidth).length"))
			.as("cards that something sticks out of")
			.isEqualTo(0L);
	}

}
