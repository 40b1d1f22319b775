package io.github.smsgist.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.smsgist.sandbox.SandboxCaller.Reply;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@link Console}, over the wire. How it looks and is used is tested in a
 * browser.
 */
class ConsoleTests {

	private final SmsGistSandbox sandbox = SmsGistSandbox.builder()
		.console(true)
		.manualClock(Instant.parse("2026-03-21T10:28:00Z"))
		.start();

	private final SandboxCaller caller = new SandboxCaller(this.sandbox);

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@ParameterizedTest
	@CsvSource({ "/,text/html", "/_sandbox/console/console.css,text/css",
			"/_sandbox/console/console.js,text/javascript", "/_sandbox/console/icon.svg,image/svg+xml" })
	void pageAndItsFilesRunNothingOfOthers(String path, String type) {
		Reply reply = this.caller.get(path);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.headers().get("Content-Type")).startsWith(type);
		assertThat(reply.headers().get("Content-Security-Policy")).contains("default-src 'none'", "script-src 'self'")
			.doesNotContain("unsafe");
		assertThat(reply.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/_sandbox/console/../ConsoleTests.class", "/_sandbox/console/nothing.js",
			"/_sandbox/console/..%2Fwebhook-vectors.json", "/_sandbox/console/messages/unknown",
			"/_sandbox/console/messages/unknown/body", "/_sandbox/console/requests/99",
			"/_sandbox/console/webhooks/1" })
	void thereIsNothingElse(String path) {
		assertThat(this.caller.get(path).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/nothing", "/api/nothing", "/_sandbox/nothing", "/_sandbox/console/messages/unknown/body" })
	void browserIsShownAPageWhereThereIsNothing(String path) {
		Reply reply = this.caller
			.exchange("GET", path, "", (headers) -> headers.set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))
			.block();
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.headers().get("Content-Type")).startsWith("text/html");
		assertThat(reply.headers().get("Content-Security-Policy")).contains("default-src 'none'");
		assertThat(reply.body()).contains("There is nothing at this address", "<a href=\"/\">");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nothing", "/api/message/unknown/status" })
	void programIsAnsweredInJsonWhereThereIsNothing(String path) {
		assertThat(this.caller.get(path).json().get("status").stringValue()).isEqualTo("error");
	}

	@Test
	void thereIsNoConsoleUnlessAskedFor() {
		try (SmsGistSandbox plain = SmsGistSandbox.start()) {
			assertThat(new SandboxCaller(plain).get("/").status()).isEqualTo(404);
			assertThat(new SandboxCaller(plain).get("/_sandbox/console/messages").status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/_sandbox/console/messages", "/_sandbox/console/events" })
	void pageOfAnotherSiteIsRefused(String path) {
		assertThat(this.caller.exchange("GET", path, "", (headers) -> headers.set("Host", "evil.example"))
			.block()
			.status()).isEqualTo(403);
		assertThat(this.caller.exchange("GET", path, "", (headers) -> headers.set("Origin", "https://evil.example"))
			.block()
			.status()).isEqualTo(403);
	}

	@Test
	void messagesAreFoundNewestFirst() {
		this.caller.sms("+233245972246", "Your code is 482913", "otp-1");
		this.caller.email("ama@example.com", "Receipt", "<p>Thank you</p>");
		this.caller.sms("+233245970001", "Meeting");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(previews("")).containsExactly("Meeting", "Receipt", "Your code is 482913");
		assertThat(previews("query=482913")).containsExactly("Your code is 482913");
		assertThat(previews("query=OTP-1")).containsExactly("Your code is 482913");
		assertThat(previews("query=%2B2332459722")).containsExactly("Your code is 482913");
		assertThat(previews("query=thank%20you")).containsExactly("Receipt");
		assertThat(previews("service=email")).containsExactly("Receipt");
		assertThat(previews("status=failed")).containsExactly("Meeting");
		assertThat(previews("route=otp")).isEmpty();
		assertThat(previews("offset=1&limit=1")).containsExactly("Receipt");
		assertThat(previews("offset=50")).isEmpty();
		assertThat(this.caller.get("/_sandbox/console/messages?offset=-1").status()).isEqualTo(400);
	}

	@Test
	void eventsOfAMessageAreSentAgainInReverse() throws Exception {
		try (WebhookReceiver receiver = new WebhookReceiver((delivery) -> 200)) {
			this.sandbox.webhooks().deliverTo(receiver.url(), "a-secret");
			this.caller.sms("+233245972246", "Hi");
			this.caller.sms("+233201234567", "Another");
			this.sandbox.clock().advance(Duration.ofMinutes(1));
			assertThat(this.sandbox.webhooks().awaitIdle(Duration.ofSeconds(20))).isTrue();
			int before = receiver.deliveries().size();
			assertThat(
					this.caller.post("/_sandbox/console/webhooks/1/send", "{\"variant\":\"reversed\"}", null).status())
				.isEqualTo(200);
			assertThat(this.sandbox.webhooks().awaitIdle(Duration.ofSeconds(20))).isTrue();
			String id = this.sandbox.webhooks().deliveries().get(0).messageId();
			List<WebhookDelivery> again = this.sandbox.webhooks()
				.deliveries()
				.subList(before, receiver.deliveries().size());
			assertThat(again).extracting(WebhookDelivery::messageId).containsOnly(id);
			assertThat(again).extracting(WebhookDelivery::event)
				.containsExactly("message.delivered", "message.sent", "message.queued");
		}
	}

	@Test
	void messageIsShownWithItsTimeline() {
		String id = this.caller.sms("+233245970001", "Réunion – 15 h", "m-1").messageId();
		this.caller.sms("+233245970001", "Réunion – 15 h", "m-1");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		String retry = this.caller.retry(id, null).messageId();
		JsonNode message = data("messages/" + id);
		assertThat(texts(message.get("timeline"), "state")).containsExactly("queued", "failed");
		assertThat(texts(message.get("requests"), "path")).containsExactly("/api/message/" + id + "/retry",
				"/api/sms/send", "/api/sms/send");
		assertThat(message.get("retries").get(0).stringValue()).isEqualTo(retry);
		assertThat(message.get("recipients").get(0).get("error_message").stringValue())
			.isEqualTo("Number not reachable");
		assertThat(message.get("encoding").get("alphabet").stringValue()).isEqualTo("UCS-2");
		assertThat(message.get("encoding").get("odd").stringValue()).isEqualTo("–");
	}

	@Test
	void emailIsShownWithoutRunningOrLoadingAnything() {
		String id = this.caller.email("ama@example.com", "Hi", "<script>alert(1)</script><p>Tea &amp; cake</p>")
			.messageId();
		Reply body = this.caller.get("/_sandbox/console/messages/" + id + "/body");
		assertThat(body.headers().get("Content-Security-Policy")).contains("default-src 'none'", "sandbox")
			.doesNotContain("script-src");
		assertThat(data("messages/" + id).get("plain_text").stringValue()).isEqualTo("Tea & cake");
	}

	@Test
	void requestsAreKeptWithTheReasonOfTheirRefusal() {
		this.caller.sms("nonsense", "Hi", "bad");
		this.caller.get("/api/nothing");
		assertThat(texts(data("requests").get("items"), "reason")).hasSize(2)
			.allSatisfy((reason) -> assertThat(reason).isNotBlank());
		JsonNode request = data("requests/1");
		assertThat(request.get("status").intValue()).isEqualTo(422);
		assertThat(request.get("request_body").stringValue()).contains("nonsense");
		assertThat(request.get("response_body").stringValue()).contains("error");
		assertThat(texts(data("requests?outcome=refused&query=bad").get("items"), "key")).containsExactly("bad");
	}

	@Test
	void bearerTokenIsNotShownButCurlWorks() {
		this.caller.sms("+233245972246", "It's here", "k-1");
		assertThat(this.caller.get("/_sandbox/console/requests/1").body()).doesNotContain("Bearer");
		String curl = data("requests/1/curl").get("curl").stringValue();
		assertThat(curl).contains("-d '{\"recipients\":\"+233245972246\",\"message\":\"It'\\''s here\"}'")
			.contains("'X-Idempotency-Key: k-1'");
	}

	@Test
	void activeFaultsAreDescribed() {
		this.sandbox.faults().next(3).on(SandboxOperation.SEND_SMS).tooManyRequests(Duration.ofSeconds(5));
		this.sandbox.faults().rate(0.2, 1).loseAnswer();
		this.sandbox.faults().limitPerSecond(20);
		assertThat(firstEvent()).contains("Next 3 requests to send_sms: error 429, Retry-After 5 s")
			.contains("20 % of the requests: answer lost")
			.contains("At most 20 requests a second");
	}

	@Test
	void changesAreStreamed() {
		HttpClient client = HttpClient.create().baseUrl(this.sandbox.url().toString());
		List<String> events = client.get()
			.uri("/_sandbox/console/events")
			.responseContent()
			.asString()
			.filter((event) -> event.contains("\"messages\":"))
			.doOnNext((event) -> {
				if (event.contains("\"messages\":0")) {
					this.caller.smsLater("+233245972246", "Hi", null).subscribe();
				}
			})
			.takeUntil((event) -> event.contains("\"messages\":1"))
			.collectList()
			.block(Duration.ofSeconds(20));
		assertThat(events).hasSizeGreaterThan(1);
	}

	@Test
	void numberOfStreamsIsBounded() {
		HttpClient client = HttpClient.create().baseUrl(this.sandbox.url().toString());
		List<Integer> statuses = Flux.range(0, Console.MAX_STREAMS + 5)
			.flatMap(
					(number) -> client.get()
						.uri("/_sandbox/console/events")
						.response((response, content) -> Flux.just(response.status().code()).concatWith(Flux.never())),
					100)
			.take(Console.MAX_STREAMS + 5)
			.collectList()
			.block(Duration.ofSeconds(20));
		assertThat(statuses).filteredOn((status) -> status == 503).hasSize(5);
	}

	@Test
	void secondsAreCountedByOutcome() {
		this.sandbox.faults().next(1).tooManyRequests();
		this.caller.sms("+233245972246", "Hi");
		this.caller.sms("+233245972246", "Hi");
		JsonNode seconds = data("rates?seconds=30").get("seconds");
		assertThat(seconds).hasSize(30);
		assertThat(seconds.valueStream().mapToInt((second) -> second.get("limited").intValue()).sum()).isEqualTo(1);
		assertThat(seconds.valueStream().mapToInt((second) -> second.get("accepted").intValue()).sum()).isEqualTo(1);
	}

	@Test
	void journalIsBoundedInBytes() {
		RequestJournal journal = new RequestJournal(1_000_000);
		byte[] body = "x".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
		HttpHeaders headers = new DefaultHttpHeaders();
		for (int i = 0; i < 2000; i++) {
			journal.add(new Exchange(new ReceivedRequest(Instant.EPOCH, null, null, 200, null), "POST", "/", headers,
					body, null));
		}
		assertThat(journal.newestFirst().stream().mapToLong(Exchange::weight).sum())
			.isBetween(RequestJournal.MAX_WEIGHT / 2, RequestJournal.MAX_WEIGHT);
		assertThat(journal.count()).isEqualTo(2000);
	}

	private String firstEvent() {
		return HttpClient.create()
			.baseUrl(this.sandbox.url().toString())
			.get()
			.uri("/_sandbox/console/events")
			.responseContent()
			.asString()
			.blockFirst(Duration.ofSeconds(20));
	}

	private List<String> previews(String query) {
		return texts(data("messages?" + query).get("items"), "preview");
	}

	private JsonNode data(String path) {
		Reply reply = this.caller.get("/_sandbox/console/" + path);
		assertThat(reply.status()).as(reply.body()).isEqualTo(200);
		return reply.data();
	}

	private static List<String> texts(JsonNode items, String name) {
		return items.valueStream().map((item) -> item.get(name).asString()).toList();
	}

}
