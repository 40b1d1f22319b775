package io.github.smsgist.sandbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.sun.net.httpserver.HttpServer;
import io.github.smsgist.browser.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@link Console}, used in a browser as a person would.
 */
@EnabledIf(value = "io.github.smsgist.browser.Chromium#isInstalled", disabledReason = Chromium.MISSING)
class ConsoleBrowserTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Path SCREENSHOTS = Path.of(System.getProperty("console.screenshots", "target/screenshots"));

	private static ChromeDriver browser;

	private final SmsGistSandbox sandbox = SmsGistSandbox.builder()
		.console(true)
		.balance("125.50")
		.manualClock()
		.start();

	private final SandboxCaller caller = new SandboxCaller(this.sandbox);

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
	void prefersLight() {
		Chromium.colorScheme(browser, "light");
	}

	@AfterEach
	void stop() {
		browser.get("about:blank");
		this.sandbox.close();
		assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).extracting(Object::toString)
			.noneMatch((entry) -> entry.contains("Uncaught") || entry.contains("Refused to"));
	}

	@Test
	void messageAppearsAtOnceAndIsFollowedToItsEnd() {
		open(1400, "messages");
		awaitText("#messages-empty", "Nothing sent yet");
		this.caller.sms("+233245972246", "Your code is 482913", "otp-1");
		awaitText("#messages-rows .row", "+233245972246");
		click("#messages-rows .row a");
		awaitText("#message .otp output", "482913");
		awaitText("#message .timeline", "Queued");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		awaitText("#message .timeline", "Delivered");
		awaitText("#message .tags", "Delivered");
		awaitText("#messages-rows .row", "Delivered");
		awaitText("#message .facts", "otp-1");
		click("#message .plain a");
		awaitText("#request", "POST /api/sms/send");
		awaitText("#request", "201 Created");
	}

	@ParameterizedTest
	@CsvSource({ "400,light", "400,dark", "768,light", "768,dark", "1400,light", "1400,dark" })
	void everyViewFitsAndHasNoViolationOfAccessibility(int width, String scheme) throws IOException {
		Chromium.colorScheme(browser, scheme);
		open(width, "messages");
		awaitText("#messages-empty", "Nothing sent yet");
		check("empty", width, scheme);
		somethingOfEverything();
		awaitText("#messages-rows", "Partly failed");
		check("messages", width, scheme);
		open(width, "messages/" + this.sandbox.lastSmsTo("+233245970001").messageId());
		awaitText("#message", "Number not reachable");
		check("failed", width, scheme);
		open(width, "messages/" + this.sandbox.lastEmailTo("ama@example.com").messageId());
		awaitText("#message", "Your receipt");
		check("email", width, scheme);
		open(width, "requests");
		awaitText("#requests-rows", "429 Too many requests");
		check("requests", width, scheme);
		open(width, "requests/1");
		awaitText("#request", "201 Created");
		check("request", width, scheme);
		open(width, "webhooks");
		awaitText("#webhooks-empty", "No webhook is registered");
		check("webhooks", width, scheme);
		open(width, "controls");
		awaitText("#controls-chart", "Requests per second");
		check("controls", width, scheme);
	}

	@Test
	void listIsWalkedThroughByKeyboardAloneAndKeepsTheFocusWhileItMoves() {
		for (int i = 0; i < 150; i++) {
			this.caller.sms("+233245972246", "Text " + i);
		}
		open(1400, "messages");
		awaitText("#messages-rows", "Text 149");
		click("#messages-filters input");
		for (int i = 0; i < 4; i++) {
			keys(Keys.TAB);
		}
		assertThat(focused().getText()).contains("Text 149");
		keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
		await("the third is focused", () -> focused().getText().contains("Text 147"));
		this.caller.sms("+233245972246", "Text 150");
		awaitText("#messages-rows", "Text 150");
		assertThat(focused().getText()).contains("Text 147");
		keys(Keys.END);
		await("the last is focused", () -> focused().getText().contains("Text 0"));
		keys(Keys.ENTER);
		awaitText("#message", "Text 0");
	}

	@Test
	void searchAndFiltersNarrowTheListDown() {
		somethingOfEverything();
		open(1400, "messages");
		awaitText("#messages-rows", "Your receipt");
		WebElement search = browser.findElement(By.cssSelector("#messages-filters input"));
		search.sendKeys("receipt");
		awaitText("#messages-found", "1 of ");
		search.clear();
		search.sendKeys("nothing like this");
		awaitText("#messages-empty", "No message matches.");
		search.clear();
		search.sendKeys(Keys.SPACE);
		new Select(browser.findElement(By.name("status"))).selectByValue("failed");
		awaitText("#messages-rows", "Failed");
	}

	@Test
	void tenThousandMessagesAreScrolledAndSearchedSmoothly() {
		Flux.range(0, 10_000)
			.flatMap((number) -> this.caller.smsLater("+233245972246", "Text " + number, null), 64)
			.blockLast(PATIENCE);
		this.sandbox.setBalance(BigDecimal.ZERO);
		scrollAndSearch(400);
		scrollAndSearch(1400);
	}

	private void scrollAndSearch(int width) {
		open(width, "messages");
		awaitText("#messages-rows .row", "Text ");
		assertThat(browser.findElements(By.cssSelector("#messages-rows .row"))).hasSizeLessThan(60);
		browser.executeScript("document.getElementById('messages-window').scrollTop = 300000");
		await("rows in the middle are there",
				() -> browser.findElements(By.cssSelector("#messages-rows .row a"))
					.stream()
					.anyMatch((row) -> row.getText().contains("Text ")));
		browser.findElement(By.cssSelector("#messages-filters input")).sendKeys("Text 1234");
		awaitText("#messages-found", "1 of ");
	}

	@Test
	void emailLooksAsItWillAndRunsNothing() {
		String markup = "<style>h1{color:rgb(1, 2, 3)}</style><h1>Thank you</h1>"
				+ "<script>parent.document.title='run'</script><img src=x onerror=\"parent.document.title='run'\">";
		this.caller.email("ama@example.com", "<b>Receipt</b>", markup);
		open(1400, "messages");
		click("#messages-rows .row a");
		awaitText("#message .subject", "<b>Receipt</b>");
		WebElement frame = browser.findElement(By.cssSelector("#message iframe"));
		browser.switchTo().frame(frame);
		await("the email is rendered",
				() -> browser.findElement(By.tagName("h1")).getCssValue("color").contains("1, 2, 3"));
		browser.switchTo().defaultContent();
		assertThat(browser.getTitle()).doesNotContain("run");
		browser.findElement(By.xpath("//button[.='Plain text']")).click();
		awaitText("#message .source", "Thank you");
	}

	@Test
	void markupAndDirectionMarksInMessagesAreText() {
		String text = "<img src=x onerror=\"document.title='run'\"> \u202eevil \u05e9\u05dc\u05d5\u05dd";
		this.caller.sms("+233245972246", text);
		open(1400, "messages");
		click("#messages-rows .row a");
		awaitText("#message .text", "<img src=x");
		assertThat(browser.findElements(By.cssSelector("#main img"))).isEmpty();
		assertThat(browser.getTitle()).doesNotContain("run");
	}

	@Test
	void injectedFaultsAreShownUntilRemoved() {
		open(1400, "controls");
		new Select(browser.findElement(By.cssSelector("[data-control=fault] [name=fault]")))
			.selectByValue("too_many_requests");
		WebElement times = browser.findElement(By.name("times"));
		times.clear();
		times.sendKeys("2");
		browser.findElement(By.xpath("//button[.='Break it']")).click();
		awaitText("#active", "Next 2 requests: error 429, Retry-After 5 s");
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(429);
		awaitText("#active", "Next request: error 429, Retry-After 5 s");
		click("#active-clear");
		await("nothing is active", () -> !browser.findElement(By.id("active")).isDisplayed());
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(201);
		assertThat(focused().getTagName()).isEqualTo("main");
	}

	@Test
	void latencyIsShownUntilRemoved() {
		open(1400, "controls");
		browser.findElement(By.xpath("//button[.='Set latency']")).click();
		awaitText("#active", "Every answer comes 200 ms later");
		WebElement milliseconds = browser.findElement(By.name("milliseconds"));
		milliseconds.clear();
		milliseconds.sendKeys("0");
		browser.findElement(By.xpath("//button[.='Set latency']")).click();
		await("nothing is active", () -> !browser.findElement(By.id("active")).isDisplayed());
	}

	@Test
	void invalidInputIsNotSentAndErrorsAreShown() {
		open(1400, "controls");
		WebElement balance = browser.findElement(By.name("balance"));
		balance.clear();
		balance.sendKeys("-1");
		browser.findElement(By.xpath("//button[.='Set balance']")).click();
		assertThat(this.sandbox.balance()).isEqualByComparingTo("125.50");
		WebElement recipient = browser.findElement(By.name("recipient"));
		recipient.sendKeys("nonsense");
		browser.findElement(By.xpath("//button[.='Make unreachable']")).click();
		awaitText("[data-control=recipient] .result", "must be a valid phone number");
	}

	@Test
	void deliveryIsSentAgainTwiceAndWronglySigned() throws IOException {
		AtomicInteger received = new AtomicInteger();
		HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		receiver.createContext("/", (exchange) -> {
			received.incrementAndGet();
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		receiver.start();
		try {
			this.sandbox.webhooks()
				.deliverTo(URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook"), "a-secret");
			this.caller.sms("+233245972246", "Hi");
			open(1400, "webhooks");
			awaitText("#webhooks-rows", "message.queued");
			click("#webhooks-rows .row a");
			awaitText("#webhook", "\"message.queued\"");
			browser.findElement(By.xpath("//button[.='Send twice']")).click();
			await("it is delivered twice more", () -> received.get() == 3);
			browser.findElement(By.xpath("//button[.='Sign wrongly']")).click();
			await("it is delivered once more", () -> received.get() == 4);
			awaitText("#webhook .result", "Sent with a wrong signature.");
		}
		finally {
			receiver.stop(0);
		}
	}

	@Test
	void stoppedSandboxLeavesThePageUsableAndSaysSo() {
		somethingOfEverything();
		open(1400, "messages");
		awaitText("#messages-rows", "Your receipt");
		this.sandbox.close();
		awaitText("#connection", "The connection to the sandbox is lost");
		assertThat(text("#messages-rows")).contains("Your receipt");
		screenshot("stopped-1400-light");
	}

	@Test
	void pageIsLight() throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		List<String> files = new ArrayList<>(List.of("/"));
		long bytes = 0;
		for (int i = 0; i < files.size(); i++) {
			String body = client
				.send(HttpRequest.newBuilder(this.sandbox.url().resolve(files.get(i))).build(), BodyHandlers.ofString())
				.body();
			bytes += body.length();
			Matcher references = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"|from '\\./([a-z]+\\.js)'").matcher(body);
			while (references.find()) {
				String file = (references.group(1) != null) ? references.group(1)
						: Console.PREFIX + references.group(2);
				if (!files.contains(file)) {
					files.add(file);
				}
			}
		}
		assertThat(files).hasSizeGreaterThan(10);
		assertThat(bytes).isLessThan(150_000);
	}

	private void somethingOfEverything() {
		this.caller.sms("+233245970001", "Meeting moved to 3 pm");
		this.caller.email("ama@example.com", "Your receipt", "<h1>Thank you</h1>");
		this.caller.post("/api/email/send", "{\"recipients\":\"" + "a".repeat(60) + "@" + "b".repeat(40)
				+ ".example.com\",\"subject\":\"Long address\",\"body\":\"Hi\"}", null);
		StringBuilder many = new StringBuilder();
		for (int i = 0; i < 300; i++) {
			many.append((i > 0) ? "," : "").append("\"+2332459").append(10000 + i).append('"');
		}
		this.caller.post("/api/sms/send",
				"{\"recipients\":[" + many + ",\"+233245970001\"],\"message\":\"We open at ten tomorrow.\"}",
				"opening");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		this.sandbox.faults().next(1).tooManyRequests(Duration.ofSeconds(5));
		this.caller.sms("+233245972246", "Limited", "limited");
		this.caller.sms("nonsense", "Refused");
		this.sandbox.faults().next(3).on(SandboxOperation.SEND_EMAIL).error(503);
	}

	private void open(int width, String view) {
		Chromium.size(browser, width, 900);
		browser.get("about:blank");
		browser.get(this.sandbox.url() + "/#" + view);
		await("the page is connected",
				() -> "true".equals(browser.executeScript("return document.body.dataset.connected")));
	}

	private void check(String view, int width, String scheme) throws IOException {
		Long overflow = (Long) browser
			.executeScript("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
		assertThat(overflow).as("what sticks out of %s at %d px", view, width).isZero();
		screenshot(view + "-" + width + "-" + scheme);
		if (width == 768 || (width == 400 && scheme.equals("dark"))) {
			// The same elements in the same colors as in others of these.
			return;
		}
		// Not within the email, in which nothing runs, not even a test.
		Results results = new AxeBuilder().disableIframeTesting()
			.withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"))
			.analyze(browser);
		assertThat(results.getViolations()).as("violations in %s at %d px, %s", view, width, scheme)
			.extracting((rule) -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
			.isEmpty();
	}

	private static void screenshot(String name) {
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static WebElement focused() {
		return browser.switchTo().activeElement();
	}

	private static void keys(CharSequence... keys) {
		for (CharSequence key : keys) {
			new Actions(browser).sendKeys(key).perform();
		}
	}

	private static void click(String selector) {
		await(selector + " is there", () -> !browser.findElements(By.cssSelector(selector)).isEmpty());
		browser.findElement(By.cssSelector(selector)).click();
	}

	private static String text(String selector) {
		return browser.findElement(By.cssSelector(selector)).getText();
	}

	private static void awaitText(String selector, String text) {
		await(selector + " has " + text,
				() -> browser.findElements(By.cssSelector(selector))
					.stream()
					.anyMatch((element) -> element.getText().contains(text)));
	}

	private static void await(String what, Supplier<Boolean> condition) {
		new WebDriverWait(browser, PATIENCE, Duration.ofMillis(50)).withMessage(what)
			.ignoring(StaleElementReferenceException.class)
			.until((driver) -> condition.get());
	}

}
