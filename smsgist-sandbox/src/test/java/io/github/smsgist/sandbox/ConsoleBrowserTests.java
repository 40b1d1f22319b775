package io.github.smsgist.sandbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import io.github.smsgist.browser.AbstractBrowserTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@link Console}, used in a browser as a person would.
 */
class ConsoleBrowserTests extends AbstractBrowserTests {

	private final SmsGistSandbox sandbox = SmsGistSandbox.builder()
		.console(true)
		.balance("125.50")
		.manualClock()
		.start();

	private final SandboxCaller caller = new SandboxCaller(this.sandbox);

	@AfterEach
	void stop() {
		page.browser().get("about:blank");
		this.sandbox.close();
		page.assertNoErrors();
	}

	@Test
	void messageAppearsAtOnceAndIsFollowedToItsEnd() {
		open(1400, "messages");
		page.awaitText("#messages-empty", "Nothing sent yet");
		this.caller.sms("+233245972246", "Your code is 482913", "otp-1");
		page.awaitText("#messages-rows .row", "+233245972246");
		page.click("#messages-rows .row a");
		page.awaitText("#message .otp output", "482913");
		page.awaitText("#message .timeline", "Queued");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		page.awaitText("#message .timeline", "Delivered");
		page.awaitText("#message .tags", "Delivered");
		page.awaitText("#messages-rows .row", "Delivered");
		page.awaitText("#message .facts", "otp-1");
		page.click("#message .plain a");
		page.awaitText("#request", "POST /api/sms/send");
		page.awaitText("#request", "201 Created");
	}

	/**
	 * Not every width in every color scheme: colors do not depend on the width, nor sizes
	 * on the color scheme.
	 */
	@ParameterizedTest
	@CsvSource({ "400,light", "768,light", "1400,dark" })
	void everyViewFitsAndHasNoViolationOfAccessibility(int width, String scheme) {
		open(width, scheme, "messages");
		page.awaitText("#messages-empty", "Nothing sent yet");
		check("empty");
		somethingOfEverything();
		page.awaitText("#messages-rows", "Partly failed");
		check("messages");
		go("messages/" + this.sandbox.lastSmsTo("+233245970001").messageId());
		page.awaitText("#message", "Number not reachable");
		check("failed");
		go("messages/" + this.sandbox.lastEmailTo("ama@example.com").messageId());
		page.awaitText("#message", "Your receipt");
		check("email");
		go("requests");
		page.awaitText("#requests-rows", "429 Too many requests");
		check("requests");
		go("requests/1");
		page.awaitText("#request", "201 Created");
		check("request");
		go("webhooks");
		page.awaitText("#webhooks-empty", "No webhook is registered");
		check("webhooks");
		go("controls");
		page.awaitText("#controls-chart", "Requests per second");
		check("controls");
		page.open(this.sandbox.url() + "/nothing", width, scheme);
		page.awaitText("main", "There is nothing at this address");
		check("missing");
		page.click("main a");
		page.awaitText("#messages-rows", "Partly failed");
	}

	@Test
	void listIsWalkedThroughByKeyboardAloneAndKeepsTheFocusWhileItMoves() {
		for (int i = 0; i < 150; i++) {
			this.caller.sms("+233245972246", "Text " + i);
		}
		open(1400, "messages");
		page.awaitText("#messages-rows", "Text 149");
		page.click("#messages-filters input");
		for (int i = 0; i < 4; i++) {
			keys(Keys.TAB);
		}
		page.await("the first is focused", () -> focused().getText().contains("Text 149"));
		keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
		page.await("the third is focused", () -> focused().getText().contains("Text 147"));
		this.caller.sms("+233245972246", "Text 150");
		page.awaitText("#messages-rows", "Text 150");
		page.await("the third is focused still", () -> focused().getText().contains("Text 147"));
		keys(Keys.END);
		page.await("the last is focused", () -> focused().getText().contains("Text 0"));
		keys(Keys.ENTER);
		page.awaitText("#message", "Text 0");
	}

	@Test
	void searchAndFiltersNarrowTheListDown() {
		somethingOfEverything();
		open(1400, "messages");
		page.awaitText("#messages-rows", "Your receipt");
		WebElement search = page.find("#messages-filters input");
		search.sendKeys("receipt");
		page.awaitText("#messages-found", "1 of ");
		search.clear();
		search.sendKeys("nothing like this");
		page.awaitText("#messages-empty", "No message matches.");
		search.clear();
		search.sendKeys(Keys.SPACE);
		new Select(page.find("[name=status]")).selectByValue("failed");
		page.awaitText("#messages-rows", "Failed");
	}

	@Test
	void manyMessagesAreScrolledAndSearched() {
		Flux.range(0, 2_000)
			.flatMap((number) -> this.caller.smsLater("+233245972246", "Text " + number, null), 64)
			.blockLast();
		this.sandbox.setBalance(BigDecimal.ZERO);
		scrollAndSearch(400);
		scrollAndSearch(1400);
	}

	private void scrollAndSearch(int width) {
		open(width, "messages");
		page.awaitText("#messages-rows .row", "Text ");
		assertThat(page.browser().findElements(By.cssSelector("#messages-rows .row"))).hasSizeLessThan(60);
		page.browser().executeScript("document.getElementById('messages-window').scrollTop = 60000");
		page.await("rows in the middle are there",
				() -> page.browser()
					.findElements(By.cssSelector("#messages-rows .row a"))
					.stream()
					.anyMatch((row) -> row.getText().contains("Text ")));
		page.find("#messages-filters input").sendKeys("Text 1234");
		page.awaitText("#messages-found", "1 of ");
	}

	@Test
	void emailLooksAsItWillAndRunsNothing() {
		String markup = "<style>h1{color:rgb(1, 2, 3)}</style><h1>Thank you</h1>"
				+ "<script>parent.document.title='run'</script><img src=x onerror=\"parent.document.title='run'\">";
		this.caller.email("ama@example.com", "<b>Receipt</b>", markup);
		open(1400, "messages");
		page.click("#messages-rows .row a");
		page.awaitText("#message .subject", "<b>Receipt</b>");
		WebElement frame = page.find("#message iframe");
		page.browser().switchTo().frame(frame);
		page.await("the email is rendered", () -> page.find("h1").getCssValue("color").contains("1, 2, 3"));
		page.browser().switchTo().defaultContent();
		assertThat(page.browser().getTitle()).doesNotContain("run");
		page.press("Plain text");
		page.awaitText("#message .source", "Thank you");
	}

	@Test
	void markupAndDirectionMarksInMessagesAreText() {
		String text = "<img src=x onerror=\"document.title='run'\"> \u202eevil \u05e9\u05dc\u05d5\u05dd";
		this.caller.sms("+233245972246", text);
		open(1400, "messages");
		page.click("#messages-rows .row a");
		page.awaitText("#message .text", "<img src=x");
		assertThat(page.browser().findElements(By.cssSelector("#main img"))).isEmpty();
		assertThat(page.browser().getTitle()).doesNotContain("run");
		page.awaitText("#message .hint", "(U+202E), which GSM-7 does not have.");
		assertThat(page.find("#message .glyph").getTagName()).isEqualTo("bdi");
	}

	@Test
	void injectedFaultsAreShownUntilRemoved() {
		open(1400, "controls");
		new Select(page.find("[data-control=fault] [name=fault]")).selectByValue("too_many_requests");
		page.type("[name=times]", "2");
		page.press("Break it");
		page.awaitText("#active", "Next 2 requests: error 429, Retry-After 5 s");
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(429);
		page.awaitText("#active", "Next request: error 429, Retry-After 5 s");
		page.click("#active-clear");
		page.await("nothing is active", () -> !page.find("#active").isDisplayed());
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(201);
		assertThat(focused().getTagName()).isEqualTo("main");
	}

	@Test
	void latencyIsShownUntilRemoved() {
		open(1400, "controls");
		page.press("Set latency");
		page.awaitText("#active", "Every answer comes 200 ms later");
		page.type("[name=milliseconds]", "0");
		page.press("Set latency");
		page.await("nothing is active", () -> !page.find("#active").isDisplayed());
	}

	@Test
	void invalidInputIsNotSentAndErrorsAreShown() {
		open(1400, "controls");
		page.type("[name=balance]", "-1");
		page.press("Set balance");
		assertThat(this.sandbox.balance()).isEqualByComparingTo("125.50");
		page.type("[name=recipient]", "nonsense");
		page.press("Make unreachable");
		page.awaitText("[data-control=recipient] .result", "must be a valid phone number");
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
			page.awaitText("#webhooks-rows", "message.queued");
			page.click("#webhooks-rows .row a");
			page.awaitText("#webhook", "\"message.queued\"");
			page.press("Send twice");
			page.await("it is delivered twice more", () -> received.get() == 3);
			page.press("Sign wrongly");
			page.await("it is delivered once more", () -> received.get() == 4);
			page.awaitText("#webhook .result", "Sent with a wrong signature.");
		}
		finally {
			receiver.stop(0);
		}
	}

	@Test
	void stoppedSandboxLeavesThePageUsableAndSaysSo() {
		somethingOfEverything();
		open(1400, "messages");
		page.awaitText("#messages-rows", "Your receipt");
		this.sandbox.close();
		page.awaitText("#connection", "The connection to the sandbox is lost");
		assertThat(page.find("#messages-rows").getText()).contains("Your receipt");
		page.screenshot("stopped");
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
		open(width, "light", view);
	}

	private void open(int width, String scheme, String view) {
		page.open(this.sandbox.url() + "/#" + view, width, scheme);
		page.await("the page is connected",
				() -> "true".equals(page.browser().executeScript("return document.body.dataset.connected")));
	}

	private void go(String view) {
		page.go(this.sandbox.url() + "/#" + view);
	}

	private static WebElement focused() {
		return page.browser().switchTo().activeElement();
	}

	private static void keys(CharSequence... keys) {
		for (CharSequence key : keys) {
			new Actions(page.browser()).sendKeys(key).perform();
		}
	}

}
