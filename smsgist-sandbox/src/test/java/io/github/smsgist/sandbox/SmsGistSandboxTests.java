package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.smsgist.sandbox.SandboxCaller.Reply;
import io.github.smsgist.sandbox.internal.service.Message;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenCipher;
import io.github.smsgist.token.TokenFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the five operations of {@link SmsGistSandbox}, over the wire.
 */
class SmsGistSandboxTests {

	private static final Instant START = Instant.parse("2026-03-21T10:28:00Z");

	private SmsGistSandbox sandbox;

	private SandboxCaller caller;

	@BeforeEach
	void start() {
		this.sandbox = SmsGistSandbox.builder().balance("125.50").manualClock(START).start();
		this.caller = new SandboxCaller(this.sandbox);
	}

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@Test
	void smsIsAnsweredAsDocumented() {
		Reply reply = this.caller.post("/api/sms/send",
				"{\"recipients\":[\"+233245972246\",\"0201234567\"],\"message\":\"Hi\",\"route\":\"otp\"}", null);
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.headers().get("Content-Type")).isEqualTo("application/json");
		assertThat(reply.body().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")).isEqualTo(
				"{\"status\":\"success\",\"message\":\"Message queued\",\"data\":{\"message_id\":\"ID\",\"status\":\"queued\","
						+ "\"recipients_count\":2,\"segments\":1,\"total_cost\":0.06,\"cost_per_unit\":0.03,\"recipients\":["
						+ "{\"recipient_id\":\"ID\",\"recipient\":\"+233245972246\"},"
						+ "{\"recipient_id\":\"ID\",\"recipient\":\"+233201234567\"}]}}");
		assertThat(this.sandbox.lastSmsTo("+233201234567").route()).isEqualTo("otp");
	}

	@Test
	void emailIsAnsweredAsDocumented() {
		Reply reply = this.caller.post("/api/email/send",
				"{\"recipients\":\"ama@example.com\",\"subject\":\"S\",\"body\":\"<p>B</p>\",\"from_name\":\"Shop\","
						+ "\"reply_to\":\"help@example.com\",\"no_tracking\":true}",
				null);
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.data().get("segments").intValue()).isZero();
		assertThat(reply.data().get("total_cost").decimalValue()).isEqualByComparingTo("0.01");
		SandboxMessage message = this.sandbox.lastEmailTo("AMA@example.com");
		assertThat(message.subject()).isEqualTo("S");
		assertThat(message.text()).isEqualTo("<p>B</p>");
		assertThat(message.fromName()).isEqualTo("Shop");
		assertThat(message.replyTo()).isEqualTo("help@example.com");
		assertThat(message.noTracking()).isTrue();
		assertThat(message.route()).isEqualTo("regular");
	}

	@Test
	void messageFollowsTheClockAndStatusIsAnsweredAsDocumented() {
		String id = this.caller
			.post("/api/sms/send", "{\"recipients\":[\"+233245972246\",\"+233200000001\"],\"message\":\"Hi\"}", null)
			.messageId();
		assertThat(this.caller.status(id).data().toString()).contains("\"status\":\"queued\"", "\"pending\":2",
				"\"sent_at\":null");
		this.sandbox.clock().advance(Duration.ofMillis(50));
		assertThat(this.caller.status(id).data().toString()).contains("\"status\":\"sent\"", "\"pending\":1",
				"\"failed\":1", "\"delivered\":0", "\"sent_at\":\"2026-03-21T10:28:00Z\"");
		this.sandbox.clock().advance(Duration.ofSeconds(10));
		Reply reply = this.caller.status(id);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.data().toString().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")).isEqualTo(
				"{\"message_id\":\"ID\",\"service\":\"sms\",\"status\":\"sent\",\"total_recipients\":2,\"delivered\":1,"
						+ "\"pending\":0,\"failed\":1,\"sent_at\":\"2026-03-21T10:28:00Z\",\"recipients\":["
						+ "{\"recipient_id\":\"ID\",\"recipient\":\"+233245972246\",\"send_status\":\"sent\","
						+ "\"delivery_status\":\"DELIVERED\",\"delivered_at\":\"2026-03-21T10:28:00Z\",\"error_message\":null},"
						+ "{\"recipient_id\":\"ID\",\"recipient\":\"+233200000001\",\"send_status\":\"failed\","
						+ "\"delivery_status\":\"FAILED\",\"delivered_at\":null,\"error_message\":\"Number not reachable\"}]}");
	}

	@Test
	void closingTwiceIsClosingOnce() {
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.list = new CopyOnWriteArrayList<>();
		Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
		log.start();
		root.addAppender(log);
		this.sandbox.close();
		this.sandbox.close();
		root.detachAppender(log);
		// Other tests may have left threads behind that log as well.
		assertThat(log.list).filteredOn((event) -> event.getThreadName().equals(Thread.currentThread().getName()))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "+233245970000,delivered,sent,DELIVERED,", "+233245970001,failed,failed,FAILED,Number not reachable",
			"+233245970002,failed,sent,FAILED,Handset switched off", "+233245970003,sent,sent,PENDING,",
			"ama@example.com,delivered,sent,DELIVERED,", "fail@example.com,failed,failed,FAILED,Address not reachable",
			"bounce+7@example.com,failed,sent,FAILED,Mailbox does not exist", "pending@example.com,sent,sent,PENDING,",
			"complain@example.com,delivered,sent,DELIVERED," })
	void magicRecipientHasItsResult(String recipient, String status, String sendStatus, String deliveryStatus,
			String error) {
		String id = (recipient.contains("@") ? this.caller.email(recipient, "S", "B")
				: this.caller.sms(recipient, "Hi"))
			.messageId();
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		var data = this.caller.status(id).data();
		assertThat(data.get("status").stringValue()).isEqualTo(status);
		assertThat(data.get("recipients").get(0).get("send_status").stringValue()).isEqualTo(sendStatus);
		assertThat(data.get("recipients").get(0).get("delivery_status").stringValue()).isEqualTo(deliveryStatus);
		assertThat(data.get("recipients").get(0).get("error_message").asString(""))
			.isEqualTo((error != null) ? error : "");
	}

	@Test
	void retryGoesToFailedRecipientsOfAFailedMessage() {
		String id = this.caller
			.post("/api/sms/send", "{\"recipients\":[\"+233245970001\",\"+233200000002\"],\"message\":\"Hi\"}", null)
			.messageId();
		assertThat(this.caller.retry(id, null).status()).isEqualTo(422);
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		this.sandbox.makeReachable("0245970001");
		Reply reply = this.caller.retry(id, null);
		assertThat(reply.status()).isEqualTo(201);
		assertThat(reply.messageId()).isNotEqualTo(id);
		assertThat(reply.data().toString())
			.isEqualTo("{\"message_id\":\"" + reply.messageId() + "\",\"original_message_id\":\"" + id
					+ "\",\"status\":\"queued\",\"recipients_count\":2,\"total_cost\":0.06}");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.caller.status(reply.messageId()).data().toString()).contains("\"status\":\"sent\"",
				"\"delivered\":1", "\"failed\":1");
	}

	@Test
	void sentMessageWithAFailedRecipientCannotBeRetried() {
		String id = this.caller
			.post("/api/sms/send", "{\"recipients\":[\"+233245970001\",\"+233200000009\"],\"message\":\"Hi\"}", null)
			.messageId();
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.caller.retry(id, null).status()).isEqualTo(422);
	}

	@Test
	void balanceIsAnsweredAsDocumented() {
		this.caller.post("/api/sms/send", "{\"recipients\":[\"+233245972246\",\"0201234567\"],\"message\":\"Hi\"}",
				null);
		assertThat(this.caller.balance().body()).isEqualTo("{\"status\":\"success\",\"message\":\"Credit balance\","
				+ "\"data\":{\"balance\":125.50,\"reserved\":0.06,\"available\":125.44,\"currency\":\"GHS\"}}");
	}

	@Test
	void creditsAreReservedThenSettledOrReleased() {
		this.caller.post("/api/sms/send",
				"{\"recipients\":[\"+233245972246\",\"+233245970001\",\"+233245970002\"],\"message\":\""
						+ "x".repeat(161) + "\"}",
				null);
		this.caller.email("ama@example.com", "S", "B");
		assertThat(this.sandbox.balance()).isEqualByComparingTo("125.50");
		assertThat(this.sandbox.reserved()).isEqualByComparingTo("0.19");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.sandbox.reserved()).isEqualByComparingTo("0");
		assertThat(this.sandbox.balance()).isEqualByComparingTo("125.37");
		assertThat(this.sandbox.available()).isEqualByComparingTo("125.37");
	}

	@Test
	void messageThatCostsMoreThanAvailableIsRefused() {
		this.sandbox.setBalance(new BigDecimal("0.05"));
		assertThat(this.caller.sms("+233245972246", "Hi").status()).isEqualTo(201);
		Reply reply = this.caller.sms("+233245972246", "Hi");
		assertThat(reply.status()).isEqualTo(402);
		assertThat(reply.body()).isEqualTo("{\"status\":\"error\",\"message\":\"Insufficient credits\",\"data\":null}");
		assertThat(this.sandbox.messages()).hasSize(1);
		assertThat(this.sandbox.reserved()).isEqualByComparingTo("0.03");
	}

	@Test
	void dryRunCostsNothing() {
		this.sandbox.setBalance(BigDecimal.ZERO);
		this.sandbox.setMode(CredentialMode.DRYRUN);
		String id = this.caller.sms("+233245972246", "Hi").messageId();
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.caller.status(id).data().get("status").stringValue()).isEqualTo("delivered");
		assertThat(this.sandbox.balance()).isEqualByComparingTo("0");
	}

	@Test
	void testModeRedirects() {
		try (SmsGistSandbox redirecting = SmsGistSandbox.builder()
			.mode(CredentialMode.TEST)
			.testRecipients("+233200000000", "qa@example.com")
			.start()) {
			SandboxCaller caller = new SandboxCaller(redirecting);
			caller.sms("+233245972246", "Hi");
			caller.email("ama@example.com", "S", "B");
			assertThat(redirecting.messages()).extracting(SandboxMessage::redirectedTo)
				.containsExactly("+233200000000", "qa@example.com");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "\"x\"", "{\"message\":\"Hi\"}", "{\"recipients\":\"+233245972246\"}",
			"{\"recipients\":[],\"message\":\"Hi\"}", "{\"recipients\":7,\"message\":\"Hi\"}",
			"{\"recipients\":[7],\"message\":\"Hi\"}", "{\"recipients\":\"\",\"message\":\"Hi\"}",
			"{\"recipients\":{\"a\":\"+233245972246\"},\"message\":\"Hi\"}",
			"{\"recipients\":\"+233245972246\",\"message\":\" \"}",
			"{\"recipients\":\"+233245972246\",\"message\":null}",
			"{\"recipients\":\"+233245972246\",\"message\":\"Hi\",\"route\":1}",
			"{\"recipients\":\"+233245972246\",\"message\":\"Hi\"} trailing" })
	void malformedSmsIsABadRequest(String body) {
		Reply reply = this.caller.post("/api/sms/send", body, null);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.json().get("status").stringValue()).isEqualTo("error");
		assertThat(reply.data().isNull()).isTrue();
		assertThat(this.sandbox.messages()).isEmpty();
	}

	@Test
	void everyMissingFieldIsNamed() {
		assertThat(this.caller.post("/api/email/send", "{}", null).message())
			.isEqualTo("recipients is required; subject is required; body is required");
		assertThat(this.caller
			.post("/api/email/send",
					"{\"recipients\":\"a@b.co\",\"subject\":\"S\",\"body\":\"B\",\"no_tracking\":\"yes\"}", null)
			.message()).isEqualTo("no_tracking must be a boolean");
	}

	@ParameterizedTest
	@ValueSource(strings = { "233245972246", "+0245972246", "024597224", "02459722461", "+23324597224", "+12",
			"+2332459722461", "0945972246", "+44 7911 123456", "number" })
	void invalidNumberIsAValidationError(String number) {
		Reply reply = this.caller.sms(number, "Hi");
		assertThat(reply.status()).isEqualTo(422);
		assertThat(reply.message()).isEqualTo("recipients[0] is not a valid phone number");
	}

	@ParameterizedTest
	@ValueSource(strings = { "+233245972246", "0245972246", "0302123456", "+447911123456", "+12025550123" })
	void validNumberIsAccepted(String number) {
		assertThat(this.caller.sms(number, "Hi").status()).isEqualTo(201);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ama", "@example.com", "ama@", "ama@example", "a b@example.com", "ama@-example.com",
			"ama@example..com", ".ama@example.com", "a@b@example.com" })
	void invalidAddressIsAValidationError(String address) {
		assertThat(this.caller.email(address, "S", "B").status()).isEqualTo(422);
	}

	@Test
	void invalidRouteAndReplyToAreValidationErrors() {
		assertThat(this.caller.post("/api/email/send",
				"{\"recipients\":[\"a@b.co\",\"x\"],\"subject\":\"S\",\"body\":\"B\",\"route\":\"fast\",\"reply_to\":\"y\"}",
				null)
			.message())
			.isEqualTo("recipients[1] is not a valid email address; route must be one of regular, otp; "
					+ "reply_to is not a valid email address");
	}

	@Test
	void bodyThatIsNotAnnouncedAsJsonIsABadRequest() {
		Reply reply = this.caller.exchange("POST", "/api/sms/send", "{}", (headers) -> headers.remove("Content-Type"))
			.block();
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.message()).contains("Content-Type");
	}

	@Test
	void hugeBodyIsABadRequest() {
		assertThat(this.caller.sms("+233245972246", "x".repeat(1024 * 1024)).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "X-Client-Id,someone", "X-Client-Id,", "Authorization,", "Authorization,Bearer x",
			"Authorization,Basic eDp5", "Authorization,Bearer sandbox-client-secret" })
	void wrongCredentialsAreRefused(String header, String value) {
		this.caller.balance();
		Reply reply = this.caller
			.exchange("GET", "/api/credits/balance", "",
					(headers) -> (value != null) ? headers.set(header, value) : headers.remove(header))
			.block();
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.data().isNull()).isTrue();
	}

	@Test
	void tokenOfAnotherSecretOrKeyIsRefused() {
		AesTokenEncryptor encryptor = new AesTokenEncryptor(TokenFormat.DEFAULT);
		SandboxCredentials credentials = this.sandbox.credentials();
		for (String token : List.of(encryptor.encrypt("another-secret", credentials.appSecretKey()),
				encryptor.encrypt(credentials.clientSecret(), "another-app-secret-key-32-bytes!"))) {
			assertThat(this.caller
				.exchange("GET", "/api/credits/balance", "",
						(headers) -> headers.set("Authorization", "Bearer " + token))
				.block()
				.status()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			AES_256_GCM      | utf8        | random   | base64(iv + ciphertext + tag)
			AES_256_GCM_IV16 | sha256      | random   | hex(iv):hex(tag):hex(ciphertext)
			AES_256_CBC      | openssl-md5 | derived  | openssl
			AES_256_CBC      | utf8        | cut(key) | base64(ciphertext)
			AES_256_CTR      | fit(key)    | random   | base64(json(iv=base64(iv), data=base64(ciphertext)))
			AES_256_ECB      | utf8        | random   | hex(ciphertext)
			""")
	void tokensAreReadInTheFormatThatWasSet(TokenCipher cipher, String key, String iv, String text) {
		try (SmsGistSandbox other = SmsGistSandbox.builder()
			.tokenFormat(new TokenFormat(cipher, key, iv, text))
			.start()) {
			assertThat(new SandboxCaller(other).balance().status()).isEqualTo(200);
			String junk = new AesTokenEncryptor(other.tokenFormat()).encrypt("another-secret",
					other.credentials().appSecretKey());
			assertThat(new SandboxCaller(other)
				.exchange("GET", "/api/credits/balance", "",
						(headers) -> headers.set("Authorization", "Bearer " + junk))
				.block()
				.status()).isEqualTo(401);
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET,/", "GET,/api", "POST,/api/sms", "GET,/api/message//status", "GET,/api/message/x",
			"GET,/api/message/x/y/status", "GET,/_sandbox/state", "POST,/_sandbox/reset" })
	void unknownPathIsNotFound(String method, String path) {
		Reply reply = this.caller.exchange(method, path, "", (headers) -> headers).block();
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.json().get("status").stringValue()).isEqualTo("error");
	}

	@ParameterizedTest
	@CsvSource({ "GET,/api/sms/send,POST", "PUT,/api/email/send,POST", "POST,/api/credits/balance,GET",
			"DELETE,/api/message/x/status,GET", "GET,/api/message/x/retry,POST" })
	void wrongMethodIsNotAllowed(String method, String path, String allowed) {
		Reply reply = this.caller.exchange(method, path, "", (headers) -> headers).block();
		assertThat(reply.status()).isEqualTo(405);
		assertThat(reply.headers().get("Allow")).isEqualTo(allowed);
		assertThat(reply.data().isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown", "%2e%2e%2fcredits", "%zz", "a%2Fb" })
	void unknownMessageIsNotFound(String id) {
		assertThat(this.caller.status(id).status()).isEqualTo(404);
		assertThat(this.caller.retry(id, null).status()).isEqualTo(404);
	}

	@Test
	void lastMessageAndItsCodeAreFound() {
		this.caller.sms("+233245972246", "Order 123456789 is confirmed by 2026: code 4821");
		this.caller.sms("0245972246", "Your code is 739154. It is good for 10 minutes.");
		this.caller.email("ama@example.com", "Code",
				"<style>p { color: #123456 }</style><p style=\"width:2000px\">Code <b>558123</b></p><img width=\"1024\">");
		assertThat(this.sandbox.lastSmsTo("0245972246").otp()).isEqualTo("739154");
		assertThat(this.sandbox.messages().get(0).otp()).isEqualTo("4821");
		assertThat(this.sandbox.lastEmailTo("ama@example.com").otp()).isEqualTo("558123");
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> this.sandbox.lastSmsTo("+233201234567"))
			.withMessage("There is no sms to +233•••••4567 among the 3 messages accepted");
		this.caller.sms("+233201234567", "No code 123");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.sandbox.lastSmsTo("+233201234567").otp());
	}

	@Test
	void toStringShowsNothingPrivate() {
		this.caller.sms("+233245972246", "Your code is 739154");
		assertThat(this.sandbox.messages().toString() + this.sandbox.messages().get(0).recipients()
				+ this.sandbox.credentials())
			.doesNotContain("233245972246", "739154", this.sandbox.credentials().clientSecret(),
					this.sandbox.credentials().appSecretKey());
	}

	@Test
	void requestsAreRecorded() {
		this.caller.sms("+233245972246", "Hi", "key-1");
		this.caller.sms("x", "Hi");
		this.caller.get("/nowhere");
		assertThat(this.sandbox.requestCount()).isEqualTo(3);
		assertThat(this.sandbox.requests()).extracting(ReceivedRequest::operation)
			.containsExactly(SandboxOperation.SEND_SMS, SandboxOperation.SEND_SMS, null);
		assertThat(this.sandbox.requests()).extracting(ReceivedRequest::idempotencyKey)
			.containsExactly("key-1", null, null);
		assertThat(this.sandbox.requests()).extracting(ReceivedRequest::status).containsExactly(201, 422, 404);
		assertThat(this.sandbox.requests()).extracting(ReceivedRequest::time).isSorted();
	}

	@Test
	void memoryIsBounded() {
		try (SmsGistSandbox small = SmsGistSandbox.builder().maxMessages(2).maxKeys(1).maxRequests(3).start()) {
			SandboxCaller caller = new SandboxCaller(small);
			for (int i = 0; i < 5; i++) {
				caller.sms("+233245972246", "Text " + i, "key-" + i);
			}
			assertThat(small.messages()).extracting(SandboxMessage::text).containsExactly("Text 3", "Text 4");
			assertThat(small.messageCount()).isEqualTo(5);
			assertThat(small.requests()).extracting(ReceivedRequest::idempotencyKey)
				.containsExactly("key-2", "key-3", "key-4");
			assertThat(small.requestCount()).isEqualTo(5);
			caller.sms("+233245972246", "Text 4", "key-4");
			assertThat(small.messageCount()).isEqualTo(5);
			caller.sms("+233245972246", "Text 3", "key-3");
			assertThat(small.messageCount()).isEqualTo(6);
		}
	}

	@Test
	void resetRestoresTheInitialState() {
		String first = this.caller.sms("+233245972246", "Hi", "key").messageId();
		this.sandbox.makeUnreachable("+233245972246");
		this.sandbox.setMode(CredentialMode.DRYRUN);
		this.sandbox.faults().always().serverError();
		this.sandbox.reset();
		assertThat(this.sandbox.messages()).isEmpty();
		assertThat(this.sandbox.messageCount()).isZero();
		assertThat(this.sandbox.requestCount()).isZero();
		assertThat(this.sandbox.reserved()).isEqualByComparingTo("0");
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.sandbox.balance()).isEqualByComparingTo("125.50");
		String second = this.caller.sms("+233245972246", "Hi", "key").messageId();
		assertThat(second).isNotEqualTo(first);
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.sandbox.lastSmsTo("+233245972246").status()).isEqualTo("delivered");
		assertThat(this.sandbox.balance()).isEqualByComparingTo("125.47");
	}

	@Test
	void forgottenMessageIsStillCharged() {
		try (SmsGistSandbox small = SmsGistSandbox.builder().balance("1.00").maxMessages(1).manualClock().start()) {
			SandboxCaller caller = new SandboxCaller(small);
			caller.sms("+233245972246", "One");
			caller.sms("+233245972246", "Two");
			small.clock().advance(Duration.ofSeconds(1));
			assertThat(small.reserved()).isEqualByComparingTo("0");
			assertThat(small.balance()).isEqualByComparingTo("0.94");
		}
	}

	@Test
	void partlyFailedMessageIsRetriedToTheFailedOnlyWhereAssumed() {
		String body = "{\"recipients\":[\"+233245972246\",\"+233245970001\",\"+233245970002\"],\"message\":\"Hi\"}";
		String sent = this.caller.post("/api/sms/send", body, null).messageId();
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.caller.status(sent).data().get("status").stringValue()).isEqualTo("sent");
		assertThat(this.caller.retry(sent, null).status()).isEqualTo(422);
		this.sandbox.setAssumptions(SandboxAssumptions.DEFAULT.withPartlyFailedIsFailed(true));
		String failed = this.caller.post("/api/sms/send", body, null).messageId();
		this.sandbox.clock().advance(Duration.ofSeconds(1));
		assertThat(this.caller.status(failed).data().get("status").stringValue()).isEqualTo("failed");
		String retry = this.caller.retry(failed, null).messageId();
		assertThat(this.sandbox.messages()).last().returns(retry, SandboxMessage::messageId);
		assertThat(this.sandbox.messages().get(2).recipients()).extracting(SandboxRecipient::recipient)
			.containsExactly("+233245970001", "+233245970002");
	}

	@Test
	void testModeRedirectsToTheTestPhoneAndAddress() {
		this.sandbox.setMode(CredentialMode.TEST);
		this.caller.sms("+233245972246", "Hi");
		this.caller.email("ama@example.com", "S", "B");
		assertThat(this.sandbox.messages()).extracting(SandboxMessage::redirectedTo)
			.containsExactly("+233200000000", "test@example.com");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SmsGistSandbox.builder().testRecipients("12", "test@example.com"));
	}

	@Test
	void clockGoesNeitherBackNorPastItsEnd() {
		SandboxClock clock = this.sandbox.clock();
		assertThat(clock.isManual()).isTrue();
		assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(Long.MAX_VALUE)));
		assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofDays(365L * 8000)));
		assertThat(clock.now()).isEqualTo(START);
	}

	@Test
	void sandboxesAreIndependent() {
		try (SmsGistSandbox other = SmsGistSandbox.start()) {
			this.caller.sms("+233245972246", "Hi");
			assertThat(other.port()).isNotEqualTo(this.sandbox.port());
			assertThat(other.requestCount()).isZero();
			assertThat(other.messages()).isEmpty();
		}
	}

	@Test
	void optionalFieldsMayBeNullAndUnknownOnesAreIgnored() {
		String body = new JsonMapper().createObjectNode()
			.put("recipients", "+233245972246")
			.put("message", "Akwaaba – ɛyɛ 😀")
			.putNull("route")
			.put("new_field", 1)
			.toString();
		assertThat(this.caller.post("/api/sms/send", body, null).status()).isEqualTo(201);
		assertThat(this.sandbox.lastSmsTo("+233245972246").text()).isEqualTo("Akwaaba – ɛyɛ 😀");
	}

}
