package io.github.smsgist.sample;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import io.github.smsgist.sandbox.ReceivedRequest;
import io.github.smsgist.sandbox.SandboxOperation;
import io.github.smsgist.sandbox.SmsGistSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The REST API, over HTTP.
 */
@SandboxedApplicationTest
class SmsGistControllerTests {

	private static final String NUMBER = "+233245972246";

	private static final String UNREACHABLE = "+233245970001";

	@LocalServerPort
	private int port;

	@Autowired
	private SmsGistSandbox sandbox;

	private RestTestClient client;

	@BeforeEach
	void connect() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@Test
	void anSmsIsSent() {
		post("/api/sms", """
				{"recipients": ["%s", "0201234567"], "message": "Your code is 482913", "route": "otp"}
				""".formatted(NUMBER)).expectStatus()
			.isCreated()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("queued")
			.jsonPath("$.recipientsCount")
			.isEqualTo(2)
			.jsonPath("$.totalCost")
			.isEqualTo(0.06)
			.jsonPath("$.idempotencyKey")
			.isNotEmpty();
		assertThat(this.sandbox.lastSmsTo("+233201234567").otp()).isEqualTo("482913");
		assertThat(this.sandbox.lastSmsTo(NUMBER).route()).isEqualTo("otp");
	}

	@Test
	void anIdempotencyKeyIsPassedOn() {
		String first = keyed();
		String second = keyed();
		assertThat(second).isEqualTo(first).contains("\"idempotencyKey\":\"order-77\"");
		assertThat(this.sandbox.messageCount()).isEqualTo(1);
		assertThat(this.sandbox.lastSmsTo(NUMBER).idempotencyKey()).isEqualTo("order-77");
	}

	private String keyed() {
		return this.client.post()
			.uri("/api/sms")
			.header("Idempotency-Key", "order-77")
			.contentType(MediaType.APPLICATION_JSON)
			.body(sms(NUMBER))
			.exchange()
			.expectStatus()
			.isCreated()
			.returnResult(String.class)
			.getResponseBody();
	}

	@Test
	void anEmailIsSent() {
		post("/api/emails", """
				{"recipients": "ama@example.com", "subject": "Invoice", "body": "<p>Thanks</p>", "fromName": "Shop",
				 "replyTo": "shop@example.com", "noTracking": true}
				""").expectStatus().isCreated().expectBody().jsonPath("$.segments").isEqualTo(0);
		assertThat(this.sandbox.lastEmailTo("ama@example.com")).satisfies((email) -> {
			assertThat(email.subject()).isEqualTo("Invoice");
			assertThat(email.text()).isEqualTo("<p>Thanks</p>");
			assertThat(email.fromName()).isEqualTo("Shop");
			assertThat(email.replyTo()).isEqualTo("shop@example.com");
			assertThat(email.noTracking()).isTrue();
		});
	}

	@Test
	void aStatusIsRead() {
		post("/api/sms", sms(NUMBER)).expectStatus().isCreated();
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		get("/api/messages/" + this.sandbox.lastSmsTo(NUMBER).messageId()).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("delivered")
			.jsonPath("$.recipients[0].deliveredAt")
			.isNotEmpty();
	}

	@Test
	void aFailedMessageIsRetried() {
		post("/api/sms", sms(UNREACHABLE)).expectStatus().isCreated();
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		String original = this.sandbox.lastSmsTo(UNREACHABLE).messageId();
		post("/api/messages/" + original + "/retry", "").expectStatus()
			.isCreated()
			.expectBody()
			.jsonPath("$.originalMessageId")
			.isEqualTo(original)
			.jsonPath("$.messageId")
			.isEqualTo(this.sandbox.lastSmsTo(UNREACHABLE).messageId());
	}

	@Test
	void creditsAreRead() {
		get("/api/credits").expectStatus().isOk().expectBody().json("""
				{"balance": 125.50, "reserved": 0, "available": 125.50, "currency": "GHS"}
				""");
	}

	@ParameterizedTest
	@CsvSource({ "400, 400, Refused by SMSGist", "401, 502, Credentials not accepted", "402, 402, Not enough credits",
			"404, 404, No such message", "422, 422, Refused by SMSGist" })
	void whatSmsGistRefusesIsAProblem(int answered, int status, String title) {
		this.sandbox.faults().next(1).on(SandboxOperation.SEND_SMS).error(answered);
		problem(sms(NUMBER), status).jsonPath("$.title")
			.isEqualTo(title)
			.jsonPath("$.detail")
			.value(String.class,
					(detail) -> assertThat(detail).startsWith("SMSGist did not send the SMS because")
						.contains("Nothing was sent."))
			.jsonPath("$.outcome")
			.isEqualTo("not_processed")
			.jsonPath("$.operation")
			.isEqualTo("send_sms")
			.jsonPath("$.attempts")
			.isEqualTo(1)
			.jsonPath("$.idempotencyKey")
			.isNotEmpty();
	}

	@Test
	void anUnknownOutcomeComesWithTheKeyToTryAgain() {
		this.sandbox.faults().always().on(SandboxOperation.SEND_SMS).serverError();
		problem(sms(NUMBER), 502).jsonPath("$.outcome")
			.isEqualTo("unknown")
			.jsonPath("$.attempts")
			.isEqualTo(4)
			.jsonPath("$.idempotencyKey")
			.isEqualTo(sends().get(0).idempotencyKey());
	}

	@Test
	void aLostAnswerToARetryIsNoAnswer() {
		post("/api/sms", sms(UNREACHABLE)).expectStatus().isCreated();
		this.sandbox.clock().advance(Duration.ofSeconds(3));
		this.sandbox.faults().next(1).on(SandboxOperation.RETRY_MESSAGE).loseAnswer();
		post("/api/messages/" + this.sandbox.lastSmsTo(UNREACHABLE).messageId() + "/retry", "").expectStatus()
			.isEqualTo(HttpStatus.GATEWAY_TIMEOUT)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.outcome")
			.isEqualTo("unknown")
			.jsonPath("$.idempotencyKey")
			.doesNotExist();
	}

	@Test
	void aRateLimitBeyondPatienceTellsHowLongToWait() {
		// The pause outlasts this test, so that every later call would wait for its end.
		try (Isolated isolated = new Isolated()) {
			isolated.sandbox().faults().next(1).tooManyRequests(Duration.ofSeconds(90));
			isolated.client()
				.post()
				.uri("/api/sms")
				.contentType(MediaType.APPLICATION_JSON)
				.body(sms(NUMBER))
				.exchange()
				.expectStatus()
				.isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
				.expectHeader()
				.valueEquals(HttpHeaders.RETRY_AFTER, "90")
				.expectBody()
				.jsonPath("$.retryAfter")
				.isEqualTo(90)
				.jsonPath("$.outcome")
				.isEqualTo("not_processed");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"recipients\": [null], \"message\": null}",
			"{\"recipients\": [], \"message\": \" \"}", "{\"recipients\": \"+233245\", \"message\": \"Hi\"}",
			"{\"recipients\": \"12345678901234\", \"message\": \"Hi\"}" })
	void whatCannotBeSentIsRefusedHere(String body) {
		problem(body, 400).jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).startsWith("The SMS cannot be sent: ").endsWith("."));
		assertThat(sends()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "", "[]", "{\"route\": \"pigeon\"}", "{\"recipients\": {\"a\": 1}}" })
	void whatIsNotTheJsonExpectedIsRefused(String body) {
		problem(body, 400).jsonPath("$.detail")
			.isEqualTo("The body of the request is not the JSON that is expected here.");
	}

	@Test
	void otherMediaTypesAreRefused() {
		// A form of another site's page could send these, JSON it could not.
		this.client.post()
			.uri("/api/sms")
			.contentType(MediaType.TEXT_PLAIN)
			.body(sms(NUMBER))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
		assertThat(sends()).isEmpty();
	}

	@Test
	void problemsHaveNoPersonalData() {
		this.sandbox.setBalance(BigDecimal.ZERO);
		String answer = post("/api/sms", sms(NUMBER)).expectStatus()
			.isEqualTo(HttpStatus.PAYMENT_REQUIRED)
			.returnResult(String.class)
			.getResponseBody();
		assertThat(answer).doesNotContain("245972246", "Hello");
		assertThat(post("/api/sms", "{\"recipients\": \"0245 972 246 1 2 3\", \"message\": \"Hello\"}").expectStatus()
			.isBadRequest()
			.returnResult(String.class)
			.getResponseBody()).doesNotContain("0245 972", "0245972", "Hello");
	}

	/**
	 * The requests that send an SMS: what is only read may come from the page's upkeep.
	 */
	private List<ReceivedRequest> sends() {
		return this.sandbox.requests()
			.stream()
			.filter((request) -> request.operation() == SandboxOperation.SEND_SMS)
			.toList();
	}

	private static String sms(String recipient) {
		return "{\"recipients\": \"%s\", \"message\": \"Hello\"}".formatted(recipient);
	}

	private RestTestClient.BodyContentSpec problem(String body, int status) {
		return post("/api/sms", body).expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status);
	}

	private RestTestClient.ResponseSpec post(String path, String body) {
		return this.client.post().uri(path).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private RestTestClient.ResponseSpec get(String path) {
		return this.client.get().uri(path).exchange();
	}

}
