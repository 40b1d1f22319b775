package io.github.smsgist;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.DeliveryState;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.MessageStatus.RecipientStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SendReceipt.Recipient;
import io.github.smsgist.model.SmsMessage;
import io.github.smsgist.token.AesTokenEncryptor;
import io.github.smsgist.token.TokenFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.github.smsgist.MockSmsGist.success;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The five operations as they go over the wire, through both templates.
 */
class OperationsTests {

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	@ParameterizedTest
	@EnumSource
	void anSmsWithEverything(Template template) {
		smsGist.server().stubFor(post("/api/sms/send").willReturn(success("""
				{"message_id":"7f3a2b9d-1e4c","status":"queued","recipients_count":2,"segments":1,
				 "total_cost":0.06,"cost_per_unit":0.03,
				 "recipients":[{"recipient_id":"uuid-1","recipient":"+233245972246"},
				               {"recipient_id":"uuid-2","recipient":"+233201234567"}]}""")));
		SendReceipt receipt = template.call((operations) -> operations.sendSms(SmsMessage.builder()
			.to("+233245972246", "0201234567")
			.message("Akwaaba \"Ama\" \u2713 \ud83d\ude00\nbye")
			.route(Route.OTP)
			.idempotencyKey("order-77")
			.build()));
		LoggedRequest request = smsGist.request();
		assertCommonHeaders(request);
		assertThat(request.getHeader("X-Idempotency-Key")).isEqualTo("order-77");
		assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
		assertJson(request, """
				{"recipients":["+233245972246","+233201234567"],
				 "message":"Akwaaba \\"Ama\\" \u2713 \ud83d\ude00\\nbye","route":"otp"}""");
		assertThat(receipt)
			.isEqualTo(new SendReceipt("7f3a2b9d-1e4c", "queued", 2, 1, new BigDecimal("0.06"), new BigDecimal("0.03"),
					List.of(new Recipient("uuid-1", "+233245972246"), new Recipient("uuid-2", "+233201234567")),
					"order-77"));
		assertThat(receipt.state()).isEqualTo(DeliveryState.QUEUED);
	}

	@ParameterizedTest
	@EnumSource
	void anSmsWithNothingButTheRequired(Template template) {
		smsGist.answer(success(MockSmsGist.SENT));
		SendReceipt receipt = template.call((operations) -> operations.sendSms("0245972246", "Hello"));
		LoggedRequest request = smsGist.request();
		assertThat(request.getMethod()).isEqualTo(RequestMethod.POST);
		assertThat(request.getUrl()).isEqualTo("/api/sms/send");
		assertJson(request, """
				{"recipients":["+233245972246"],"message":"Hello"}""");
		assertThat(receipt.messageId()).isEqualTo("m-1");
		assertThat(receipt.segments()).isNull();
		assertThat(receipt.totalCost()).isNull();
		assertThat(receipt.costPerUnit()).isNull();
		assertThat(receipt.recipients()).isEmpty();
		assertThat(receipt.idempotencyKey()).hasSize(36).isEqualTo(request.getHeader("X-Idempotency-Key"));
	}

	@ParameterizedTest
	@EnumSource
	void anEmailWithEverything(Template template) {
		smsGist.server().stubFor(post("/api/email/send").willReturn(success("""
				{"message_id":"e-1","status":"queued","recipients_count":2,"segments":0,"total_cost":0.10,
				 "cost_per_unit":0.050,"recipients":[{"recipient_id":"r-1","recipient":"ama@example.com"}]}""")));
		SendReceipt receipt = template.call((operations) -> operations.sendEmail(EmailMessage.builder()
			.to("ama@example.com", "kofi@example.com")
			.subject("Invoice \u20b5 77")
			.body("<h1>Thanks</h1>")
			.fromName("Shop \"Kumasi\"")
			.replyTo("help@example.com")
			.noTracking(true)
			.route(Route.REGULAR)
			.idempotencyKey("invoice-77")
			.build()));
		LoggedRequest request = smsGist.request();
		assertCommonHeaders(request);
		assertThat(request.getHeader("X-Idempotency-Key")).isEqualTo("invoice-77");
		assertJson(request, """
				{"recipients":["ama@example.com","kofi@example.com"],"subject":"Invoice \u20b5 77",
				 "body":"<h1>Thanks</h1>","from_name":"Shop \\"Kumasi\\"","reply_to":"help@example.com",
				 "no_tracking":true,"route":"regular"}""");
		assertThat(receipt).isEqualTo(new SendReceipt("e-1", "queued", 2, 0, new BigDecimal("0.10"),
				new BigDecimal("0.050"), List.of(new Recipient("r-1", "ama@example.com")), "invoice-77"));
	}

	@ParameterizedTest
	@EnumSource
	void anEmailWithNothingButTheRequired(Template template) {
		smsGist.answer(success(MockSmsGist.SENT));
		template.call((operations) -> operations
			.sendEmail(EmailMessage.builder().to("ama@example.com").subject("Hi").body("Hello").build()));
		LoggedRequest request = smsGist.request();
		assertThat(request.getUrl()).isEqualTo("/api/email/send");
		assertJson(request, """
				{"recipients":["ama@example.com"],"subject":"Hi","body":"Hello"}""");
		assertThat(request.getHeader("X-Idempotency-Key")).hasSize(36);
	}

	@ParameterizedTest
	@EnumSource
	void aMessageStatus(Template template) {
		smsGist.server().stubFor(get("/api/message/7f3a2b9d-1e4c/status").willReturn(success("""
				{"message_id":"7f3a2b9d-1e4c","service":"sms","status":"sent","total_recipients":2,"delivered":1,
				 "pending":0,"failed":1,"sent_at":"2026-03-21T10:28:00Z",
				 "recipients":[
				  {"recipient_id":"uuid-1","recipient":"+233245972246","send_status":"sent",
				   "delivery_status":"DELIVERED","delivered_at":"2026-03-21T10:30:15.250Z","error_message":null},
				  {"recipient_id":"uuid-2","recipient":"+233201234567","send_status":"failed",
				   "delivery_status":"FAILED","delivered_at":null,"error_message":"Number not reachable"}]}""")));
		MessageStatus status = template.call((operations) -> operations.getMessageStatus("7f3a2b9d-1e4c"));
		LoggedRequest request = smsGist.request();
		assertCommonHeaders(request);
		assertNoBodyAndNoKey(request);
		assertThat(status).isEqualTo(
				new MessageStatus("7f3a2b9d-1e4c", "sms", "sent", 2, 1, 0, 1, Instant.parse("2026-03-21T10:28:00Z"),
						List.of(new RecipientStatus("uuid-1", "+233245972246", "sent", "DELIVERED",
								Instant.parse("2026-03-21T10:30:15.250Z"), null),
								new RecipientStatus("uuid-2", "+233201234567", "failed", "FAILED", null,
										"Number not reachable"))));
		assertThat(status.state()).isEqualTo(DeliveryState.SENT);
		assertThat(status.recipients()).extracting(RecipientStatus::state)
			.containsExactly(DeliveryState.DELIVERED, DeliveryState.FAILED);
	}

	@ParameterizedTest
	@EnumSource
	void aRetry(Template template) {
		smsGist.server().stubFor(post("/api/message/m-1/retry").willReturn(success("""
				{"message_id":"m-2","original_message_id":"m-1","status":"queued","recipients_count":1,
				 "total_cost":0.03}""")));
		RetryReceipt receipt = template.call((operations) -> operations.retryMessage("m-1"));
		LoggedRequest request = smsGist.request();
		assertCommonHeaders(request);
		assertNoBodyAndNoKey(request);
		assertThat(receipt).isEqualTo(new RetryReceipt("m-2", "m-1", "queued", 1, new BigDecimal("0.03")));
		assertThat(receipt.state()).isEqualTo(DeliveryState.QUEUED);
	}

	@ParameterizedTest
	@EnumSource
	void theCreditBalance(Template template) {
		smsGist.server().stubFor(get("/api/credits/balance").willReturn(success("""
				{"balance":125.50,"reserved":0.06,"available":125.44,"currency":"GHS"}""")));
		CreditBalance balance = template.call(ReactiveSmsGistOperations::getCreditBalance);
		LoggedRequest request = smsGist.request();
		assertCommonHeaders(request);
		assertNoBodyAndNoKey(request);
		assertThat(balance).isEqualTo(
				new CreditBalance(new BigDecimal("125.50"), new BigDecimal("0.06"), new BigDecimal("125.44"), "GHS"));
	}

	@Test
	void unknownFieldsAreIgnoredAndUnknownWordsKept() {
		smsGist.answer(success("""
				{"message_id":"m-1","service":"fax","status":"throttled_by_carrier","carrier":{"name":"x","mcc":[620]},
				 "recipients":[{"recipient":"+233245972246","send_status":"HELD","delivery_status":"UNDELIV",
				 "attempts":3}]}"""));
		MessageStatus status = smsGist.templates().build().getMessageStatus("m-1");
		assertThat(status.service()).isEqualTo("fax");
		assertThat(status.status()).isEqualTo("throttled_by_carrier");
		assertThat(status.state()).isEqualTo(DeliveryState.OTHER);
		assertThat(status.recipients()).singleElement().satisfies((recipient) -> {
			assertThat(recipient.sendStatus()).isEqualTo("HELD");
			assertThat(recipient.deliveryStatus()).isEqualTo("UNDELIV");
			assertThat(recipient.state()).isEqualTo(DeliveryState.OTHER);
			assertThat(recipient.recipientId()).isNull();
		});
	}

	@Test
	void missingFieldsAreNull() {
		smsGist.answer(success("{\"message_id\":\"m-1\"}"));
		SmsGistTemplate template = smsGist.templates().build();
		assertThat(template.getMessageStatus("m-1"))
			.isEqualTo(new MessageStatus("m-1", null, null, null, null, null, null, null, List.of()));
		assertThat(template.retryMessage("m-1")).isEqualTo(new RetryReceipt("m-1", null, null, null, null));
		assertThat(template.getCreditBalance()).isEqualTo(new CreditBalance(null, null, null, null));
		assertThat(template.sendSms("0245972246", "Hello").withIdempotencyKey(null))
			.isEqualTo(new SendReceipt("m-1", null, null, null, null, null, List.of(), null));
		assertThat(template.getMessageStatus("m-1").state()).isEqualTo(DeliveryState.OTHER);
	}

	@Test
	void aKeyInTheAnswerDoesNotReplaceOurs() {
		smsGist.answer(success("{\"message_id\":\"m-1\",\"idempotency_key\":\"theirs\"}"));
		SendReceipt receipt = smsGist.templates().build().sendSms("0245972246", "Hello");
		assertThat(receipt.idempotencyKey()).isEqualTo(smsGist.request().getHeader("X-Idempotency-Key"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.10", "0.00", "125.5000", "0.1", "12345678901234567890.123456789", "0", "-3.20", "1E+3",
			"0.30000000000000004" })
	void moneyKeepsItsDigitsAndItsScale(String amount) {
		smsGist.answer(success("{\"balance\":%1$s,\"available\":\"%1$s\"}".formatted(amount)));
		CreditBalance balance = smsGist.templates().build().getCreditBalance();
		// Equality of BigDecimal includes the scale.
		assertThat(balance.balance()).isEqualTo(new BigDecimal(amount));
		assertThat(balance.available()).isEqualTo(new BigDecimal(amount));
	}

	@ParameterizedTest
	@CsvSource({ "2026-03-21T10:28:00Z,2026-03-21T10:28:00Z", "2026-03-21T10:28:00.123456Z,2026-03-21T10:28:00.123456Z",
			"2026-03-21T11:28:00+01:00,2026-03-21T10:28:00Z", "2026-03-21T10:28:00+0000,2026-03-21T10:28:00Z",
			"2026-03-21T10:28:00+00:00,2026-03-21T10:28:00Z" })
	void timesAreInstantsWhateverTheirOffset(String written, Instant meant) {
		smsGist.answer(success("{\"message_id\":\"m-1\",\"sent_at\":\"%s\"}".formatted(written)));
		assertThat(smsGist.templates().build().getMessageStatus("m-1").sentAt()).isEqualTo(meant);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"recipients\":[\"+233245972246\"]", "\"recipients\":{}", "\"recipients\":[null]",
			"\"recipients\":7", "\"total_cost\":\"GHS 0.06\"", "\"total_cost\":{}", "\"segments\":\"many\"",
			"\"segments\":1e999999999", "\"status\":{}", "\"recipients_count\":2.5",
			"\"sent_at\":\"2026-03-21 10:28:00\"", "\"sent_at\":\"yesterday\"", "\"sent_at\":1774088880123",
			"\"recipients\":[{\"delivered_at\":\"soon\"}]" })
	void oneOddOptionalFieldDoesNotThrowAwayASuccess(String field) {
		smsGist.answer(success("{\"message_id\":\"m-1\",%s}".formatted(field)));
		SmsGistTemplate template = smsGist.templates().build();
		assertThat(template.sendSms("0245972246", "Hello").messageId()).isEqualTo("m-1");
		if (!field.contains("status")) {
			assertThat(template.getMessageStatus("m-1").messageId()).isEqualTo("m-1");
		}
		assertThat(template.retryMessage("m-1").messageId()).isEqualTo("m-1");
		assertThat(smsGist.requests()).hasSizeLessThanOrEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "7", "null" })
	void anOddMessageDoesNotHideASuccess(String message) {
		smsGist.answer(MockSmsGist.json(201, """
				\ufeff{"status":"success","message":%s,"data":{"message_id":"m-1"}}""".formatted(message)));
		assertThat(smsGist.templates().build().sendSms("0245972246", "Hello").messageId()).isEqualTo("m-1");
		assertThat(smsGist.requests()).hasSize(1);
	}

	@Test
	void anIdThatIsANumberIsAnId() {
		smsGist.answer(success("{\"message_id\":90071992547409931}"));
		assertThat(smsGist.templates().build().sendSms("0245972246", "Hello").messageId())
			.isEqualTo("90071992547409931");
	}

	@Test
	void manyRecipientsGoInOneRequestInTheirOrder() {
		smsGist.answer(success(MockSmsGist.SENT));
		List<String> numbers = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			numbers.add("+23324" + (5_000_000 + i));
		}
		Collections.shuffle(numbers, new Random(7));
		smsGist.templates().build().sendSms(SmsMessage.builder().to(numbers).message("Hello").build());
		assertThat(JsonMapper.shared().readTree(smsGist.request().getBodyAsString()).get("recipients").valueStream())
			.extracting((number) -> number.stringValue())
			.containsExactlyElementsOf(numbers);
	}

	@Test
	void theTokenIsOneThatTheServiceCanDecrypt() throws Exception {
		smsGist.answer(success("{}"));
		smsGist.templates().tokenFormat(TokenFormat.DEFAULT).build().getCreditBalance();
		String authorization = smsGist.request().getHeader("Authorization");
		assertThat(authorization).startsWith("Bearer ");
		assertThat(new AesTokenEncryptor(TokenFormat.DEFAULT).decrypt(authorization.substring("Bearer ".length()),
				MockSmsGist.APP_SECRET_KEY))
			.isEqualTo(MockSmsGist.CLIENT_SECRET);
	}

	@Test
	void theTokenIsMadeOncePerCredentialsAndNotOncePerCall() {
		smsGist.answer(success("{}"));
		SmsGistTemplate template = smsGist.templates().tokenFormat(TokenFormat.DEFAULT).build();
		template.getCreditBalance();
		template.getCreditBalance();
		assertThat(smsGist.requests()).extracting((request) -> request.getHeader("Authorization"))
			.hasSize(2)
			.containsOnly(smsGist.requests().get(0).getHeader("Authorization"));
	}

	private static void assertCommonHeaders(LoggedRequest request) {
		assertThat(request.header("X-Client-Id").values()).containsExactly(MockSmsGist.CLIENT_ID);
		assertThat(request.header("Authorization").values()).containsExactly("Bearer " + MockSmsGist.TOKEN);
		assertThat(request.header("Accept").values()).containsExactly("application/json");
	}

	private static void assertNoBodyAndNoKey(LoggedRequest request) {
		assertThat(request.getBody()).isEmpty();
		assertThat(request.containsHeader("Content-Type")).isFalse();
		assertThat(request.containsHeader("X-Idempotency-Key")).isFalse();
	}

	private static void assertJson(LoggedRequest request, String expected) {
		JsonMapper json = JsonMapper.shared();
		assertThat(json.readTree(request.getBody())).isEqualTo(json.readTree(expected));
	}

	enum Template {

		REACTIVE {
			@Override
			<T> T call(Function<ReactiveSmsGistOperations, Mono<T>> call) {
				return call.apply(smsGist.templates().buildReactive()).block();
			}
		},

		BLOCKING {
			@Override
			<T> T call(Function<ReactiveSmsGistOperations, Mono<T>> call) {
				return call.apply(new Blocking(smsGist.templates().build())).block();
			}
		};

		abstract <T> T call(Function<ReactiveSmsGistOperations, Mono<T>> call);

	}

	/**
	 * The blocking template in the clothes of the reactive one, so that both go through
	 * the same tests.
	 */
	private record Blocking(SmsGistTemplate template) implements ReactiveSmsGistOperations {

		@Override
		public Mono<SendReceipt> sendSms(String recipient, String message) {
			return Mono.fromCallable(() -> this.template.sendSms(recipient, message));
		}

		@Override
		public Mono<SendReceipt> sendSms(SmsMessage message) {
			return Mono.fromCallable(() -> this.template.sendSms(message));
		}

		@Override
		public Mono<SendReceipt> sendSms(SmsMessage message, Duration maxDuration) {
			return Mono.fromCallable(() -> this.template.sendSms(message, maxDuration));
		}

		@Override
		public Flux<SendResult<SmsMessage>> sendSms(Publisher<SmsMessage> messages, Duration maxDuration) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Flux<SendResult<EmailMessage>> sendEmail(Publisher<EmailMessage> messages, Duration maxDuration) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Mono<SendReceipt> sendEmail(EmailMessage message) {
			return Mono.fromCallable(() -> this.template.sendEmail(message));
		}

		@Override
		public Mono<SendReceipt> sendEmail(EmailMessage message, Duration maxDuration) {
			return Mono.fromCallable(() -> this.template.sendEmail(message, maxDuration));
		}

		@Override
		public Mono<MessageStatus> getMessageStatus(String messageId) {
			return Mono.fromCallable(() -> this.template.getMessageStatus(messageId));
		}

		@Override
		public Mono<RetryReceipt> retryMessage(String messageId) {
			return Mono.fromCallable(() -> this.template.retryMessage(messageId));
		}

		@Override
		public Mono<CreditBalance> getCreditBalance() {
			return Mono.fromCallable(this.template::getCreditBalance);
		}

	}

}
