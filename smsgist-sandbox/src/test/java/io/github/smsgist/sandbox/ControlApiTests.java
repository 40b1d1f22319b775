package io.github.smsgist.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.github.smsgist.sandbox.SandboxCaller.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ControlApi}, over the wire.
 */
class ControlApiTests {

	private final SmsGistSandbox sandbox = SmsGistSandbox.builder()
		.controlApi(true)
		.balance("5.00")
		.manualClock(Instant.parse("2026-03-21T10:28:00Z"))
		.start();

	private final SandboxCaller caller = new SandboxCaller(this.sandbox);

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void stateAndMessagesAreReturned() {
		String id = this.caller.sms("+233245972246", "Your code is 482913", "key").messageId();
		assertThat(this.caller.get("/_sandbox/state").body()).contains(
				"{\"time\":\"2026-03-21T10:28:00Z\",\"manual_clock\":true,\"mode\":\"live\",\"balance\":5.00,\"reserved\":0.03,"
						+ "\"available\":4.97,\"messages\":1,\"requests\":1}");
		Reply outbox = this.caller.get("/_sandbox/messages");
		assertThat(outbox.data()).hasSize(1);
		assertThat(outbox.data().get(0).get("otp").stringValue()).isEqualTo("482913");
		assertThat(outbox.data().get(0).get("idempotency_key").stringValue()).isEqualTo("key");
		assertThat(this.caller.get("/_sandbox/messages/" + id).data()).isEqualTo(outbox.data().get(0));
		assertThat(this.caller.get("/_sandbox/messages/unknown").status()).isEqualTo(404);
		assertThat(this.caller.get("/_sandbox/requests").data().get(0).get("operation").stringValue())
			.isEqualTo("send_sms");
	}

	@Test
	void clockCreditsModeAndRecipientsAreSet() {
		String id = this.caller.sms("+233245970001", "Hi").messageId();
		put("recipients", "{\"recipient\":\"+233245970001\",\"reachable\":true}");
		assertThat(post("clock/advance", "{\"duration\":\"PT1M\"}").data().get("time").stringValue())
			.isEqualTo("2026-03-21T10:29:00Z");
		assertThat(post("clock/advance", "{\"duration\":1.5}").data().get("time").stringValue())
			.isEqualTo("2026-03-21T10:29:01.500Z");
		assertThat(this.caller.status(id).data().get("status").stringValue()).isEqualTo("delivered");
		assertThat(put("credits", "{\"balance\":0.01}").status()).isEqualTo(200);
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(402);
		assertThat(put("mode", "{\"mode\":\"dryrun\"}").data().get("mode").stringValue()).isEqualTo("dryrun");
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(201);
		assertThat(post("reset", "").status()).isEqualTo(200);
		assertThat(this.sandbox.balance()).isEqualByComparingTo("5");
		assertThat(this.sandbox.messages()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			{"fault":"error","status":503}                                           | 503 | error
			{"fault":"error"}                                                        | 500 | error
			{"fault":"too_many_requests"}                                            | 429 | error
			{"fault":"html"}                                                         | 502 | html page
			{"fault":"junk","operations":["credit_balance"]}                         | 200 | junk
			{"fault":"drip","duration":0.001}                                        | 200 | slow drip
			{"fault":"delay","duration":"PT0.001S"}                                  | 200 | delay
			{"fault":"error","status":504,"rate":1,"seed":7}                         | 504 | error
			{"fault":"error","operations":["send_sms","send_email","retry_message"]} | 200 |
			""")
	void faultIsAdded(String command, int status, String fault) {
		assertThat(post("faults", command).status()).isEqualTo(200);
		assertThat(this.caller.balance().status()).isEqualTo(status);
		assertThat(this.sandbox.requests()).extracting(ReceivedRequest::fault).containsExactly(fault);
		assertThat(this.caller.exchange("DELETE", "/_sandbox/faults", "", (headers) -> headers).block().status())
			.isEqualTo(200);
		assertThat(this.caller.balance().body()).startsWith("{\"status\":\"success\"");
	}

	@ParameterizedTest
	@CsvSource({ "reset", "lose_answer", "half_answer" })
	void connectionFaultsAreAdded(String fault) {
		assertThat(post("faults", "{\"fault\":\"" + fault + "\"}").status()).isEqualTo(200);
		assertThat(this.caller.exchange("GET", "/api/credits/balance", "", (headers) -> headers).toFuture())
			.failsWithin(Duration.ofSeconds(20))
			// Not the caller's own timeout, which is none.
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IOException.class);
		assertThat(this.caller.balance().status()).isEqualTo(200);
	}

	@Test
	void retryAfterAndRateLimitAreAdded() {
		post("faults", "{\"fault\":\"too_many_requests\",\"retry_after\":7}");
		assertThat(this.caller.balance().headers().get("Retry-After")).isEqualTo("7");
		post("faults", "{\"fault\":\"too_many_requests\",\"retry_after\":7,\"as_date\":true}");
		assertThat(this.caller.balance().headers().get("Retry-After")).endsWith("GMT");
		post("faults", "{\"fault\":\"rate_limit\",\"per_second\":1,\"kind\":\"fixed_window\",\"retry_after\":true}");
		assertThat(this.caller.balance().status()).isEqualTo(200);
		// The next may already be of the next second of the clock, but not all can be.
		assertThat(Stream.generate(this.caller::balance).limit(50).filter((reply) -> reply.status() == 429).findFirst())
			.hasValueSatisfying((refused) -> assertThat(refused.headers().get("Retry-After")).isEqualTo("1"));
	}

	@Test
	void webhooksAreControlled() throws Exception {
		try (WebhookReceiver receiver = new WebhookReceiver((delivery) -> 200)) {
			post("webhooks", "{\"url\":\"" + receiver.url() + "\",\"secret\":\"s\"}");
			for (String fault : new String[] { "repeat", "bad_signature", "late\",\"duration\":\"PT6M" }) {
				assertThat(post("webhooks/faults", "{\"fault\":\"" + fault + "\"}").status()).isEqualTo(200);
			}
			String id = this.caller.email("ama@example.com", "S", "B").messageId();
			assertThat(post("messages/" + id + "/open", "").status()).isEqualTo(422);
			this.sandbox.clock().advance(Duration.ofSeconds(1));
			assertThat(post("messages/" + id + "/open", "").status()).isEqualTo(200);
			assertThat(post("messages/" + id + "/click", "").status()).isEqualTo(200);
			assertThat(this.sandbox.webhooks().awaitIdle(Duration.ofSeconds(20))).isTrue();
			assertThat(receiver.events()).containsExactly("message.queued", "message.queued", "message.sent",
					"message.delivered", "message.opened", "message.clicked");
			assertThat(this.caller.get("/_sandbox/webhooks").data()).hasSize(6);
			this.caller.exchange("DELETE", "/_sandbox/webhooks", "", (headers) -> headers).block();
			this.caller.email("ama@example.com", "S", "B");
			assertThat(this.sandbox.webhooks().deliveries()).hasSize(6);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			POST   | faults          | {                                      | 400
			POST   | faults          | []                                     | 400
			POST   | faults          | {"fault":"error","time":2}             | 400
			POST   | reset           | {"all":true}                           | 400
			POST   | webhooks        | {"url":"http://localhost:99999/","secret":"s"} | 422
			POST   | faults          | {"fault":"error","operations":"send_sms"} | 400
			POST   | faults          | {"fault":"error","operations":[]}      | 400
			POST   | clock/advance   | {"duration":true}                      | 400
			POST   | faults          | {"fault":"delay","duration":1e999999999} | 400
			POST   | faults          | {"fault":"delay","duration":"PT25H"}   | 422
			POST   | faults          | {"fault":"error","rate":1e999999999}   | 422
			POST   | clock/advance   | {"duration":1e-999999999}              | 200
			POST   | clock/advance   | {"duration":"P99999999D"}              | 422
			PUT    | credits         | {"balance":1e999999999}                | 422
			PUT    | credits         | {"balance":1e-999999999}               | 422
			PUT    | credits         | {"balance":-1}                         | 422
			PUT    | webhooks/attempts | {"times":0,"first_backoff":1}        | 422
			POST   | webhooks        | {"url":"ftp://localhost/","secret":"s"} | 422
			POST   | faults          | {"fault":"flood"}                      | 422
			POST   | faults          | {"fault":"error","status":200}         | 422
			POST   | faults          | {"fault":"error","times":0}            | 422
			POST   | faults          | {"fault":"error","operations":["sms"]} | 422
			POST   | clock/advance   | {"duration":"soon"}                    | 400
			POST   | clock/advance   | {"duration":-1}                        | 422
			PUT    | credits         | {"balance":"5"}                        | 400
			PUT    | mode            | {"mode":"real"}                        | 422
			PUT    | recipients      | {"recipient":"x","reachable":false}    | 422
			POST   | webhooks        | {"url":"/hook","secret":"s"}           | 422
			POST   | webhooks/faults | {"fault":"flood"}                      | 422
			GET    | nothing         | {}                                     | 404
			DELETE | state           | {}                                     | 404
			""")
	void invalidRequestIsAnsweredInTheEnvelope(String method, String path, String body, int status) {
		Reply reply = this.caller.exchange(method, "/_sandbox/" + path, body, (headers) -> headers).block();
		assertThat(reply.status()).isEqualTo(status);
		assertThat(reply.json().get("status").stringValue()).isEqualTo((status < 400) ? "success" : "error");
		assertThat(this.caller.balance().status()).isEqualTo(200);
		assertThat(this.sandbox.balance()).isEqualByComparingTo("5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
			faults          | {"fault":"error","rate":0.5,"times":3}            | times
			faults          | {"fault":"error","seed":3}                        | seed
			faults          | {"fault":"error","duration":"PT1S"}               | duration
			faults          | {"fault":"reset","status":500}                    | status
			faults          | {"fault":"too_many_requests","as_date":true}      | as_date
			faults          | {"fault":"rate_limit","per_second":5,"times":3}   | times
			faults          | {"fault":"latency","duration":1,"operations":["send_sms"]} | operations
			webhooks/faults | {"fault":"repeat","duration":1}                   | duration
			""")
	void anOptionWithoutEffectIsRefused(String path, String body, String option) {
		Reply reply = post(path, body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.json().get("message").stringValue()).isEqualTo(option + " does not apply here");
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(201);
	}

	@Test
	void latestMessageIsFoundByAQuery() {
		this.caller.sms("+233245972246", "Your code is 111111", "first");
		this.caller.sms("+233245972246", "Hello");
		this.caller.email("ama@example.com", "S", "Code 222222");
		assertThat(this.caller.get("/_sandbox/messages/latest?to=0245972246").data().get("text").stringValue())
			.isEqualTo("Hello");
		assertThat(this.caller.get("/_sandbox/otp?to=%2B233245972246").data().get("otp").stringValue())
			.isEqualTo("111111");
		assertThat(this.caller.get("/_sandbox/otp?service=email").data().get("otp").stringValue()).isEqualTo("222222");
		assertThat(this.caller.get("/_sandbox/messages/latest?key=first&status=queued").status()).isEqualTo(200);
		assertThat(this.caller.get("/_sandbox/messages/latest?text=code+333333").status()).isEqualTo(404);
		assertThat(this.caller.get("/_sandbox/messages?service=sms").data()).hasSize(2);
		assertThat(this.caller.get("/_sandbox/messages?limit=1").data().get(0).get("service").stringValue())
			.isEqualTo("email");
		assertThat(this.caller.get("/_sandbox/messages/latest?from=x").status()).isEqualTo(400);
		assertThat(this.caller.get("/_sandbox/messages/latest?timeout=61").status()).isEqualTo(422);
	}

	@Test
	void assumptionsAreSetOneByOne() {
		put("assumptions", "{\"key_in_progress\":\"conflict\"}");
		put("assumptions", "{\"store_errors\":true,\"retry_honors_idempotency_key\":true}");
		put("assumptions", "{\"key_scope\":\"operation\",\"partly_failed_is_failed\":true}");
		assertThat(this.sandbox.assumptions())
			.isEqualTo(new SandboxAssumptions(KeyScope.OPERATION, KeyInProgress.CONFLICT, true, true, true));
		assertThat(this.caller.get("/_sandbox/assumptions").data().get("key_in_progress").stringValue())
			.isEqualTo("conflict");
		assertThat(put("assumptions", "{\"key_scope\":\"all\"}").status()).isEqualTo(422);
	}

	@Test
	void messageIsWaitedFor() {
		CompletableFuture<Reply> waiting = this.caller
			.exchange("GET", "/_sandbox/otp?to=0245972246&timeout=20", "", (headers) -> headers)
			.toFuture();
		this.caller.sms("+233201234567", "Your code is 111111");
		this.caller.sms("+233245972246", "No code yet");
		assertThat(waiting).isNotDone();
		this.caller.sms("+233245972246", "Your code is 222222");
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(20))
			.returns("222222", (reply) -> reply.data().get("otp").stringValue());
		assertThat(this.caller.get("/_sandbox/otp?to=0501234567&timeout=0").status()).isEqualTo(404);
		assertThat(this.caller.get("/_sandbox/otp?to=0501234567&timeout=0.5").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "Host,evil.example", "Host,127.0.0.1.evil.example:80", "Origin,https://evil.example", "Origin,null" })
	void pageOfAnotherSiteIsRefused(String header, String value) {
		Reply reply = this.caller.exchange("GET", "/_sandbox/messages", "", (headers) -> headers.set(header, value))
			.block();
		assertThat(reply.status()).isEqualTo(403);
	}

	@Test
	void ownOriginIsAnswered() {
		assertThat(this.caller
			.exchange("GET", "/_sandbox/state", "",
					(headers) -> headers.set("Host", "LocalHost:1")
						.set("Origin", "http://localhost:" + this.sandbox.port()))
			.block()
			.status()).isEqualTo(200);
	}

	private Reply post(String path, String body) {
		return this.caller.post("/_sandbox/" + path, body, null);
	}

	private Reply put(String path, String body) {
		return this.caller.exchange("PUT", "/_sandbox/" + path, body, (headers) -> headers).block();
	}

}
