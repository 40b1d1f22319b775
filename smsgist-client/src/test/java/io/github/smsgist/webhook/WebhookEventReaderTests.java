package io.github.smsgist.webhook;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.smsgist.webhook.WebhookEvent.MessageBounced;
import io.github.smsgist.webhook.WebhookEvent.MessageClicked;
import io.github.smsgist.webhook.WebhookEvent.MessageComplained;
import io.github.smsgist.webhook.WebhookEvent.MessageDelivered;
import io.github.smsgist.webhook.WebhookEvent.MessageFailed;
import io.github.smsgist.webhook.WebhookEvent.MessageOpened;
import io.github.smsgist.webhook.WebhookEvent.MessageQueued;
import io.github.smsgist.webhook.WebhookEvent.MessageSent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link WebhookEventReader}.
 */
class WebhookEventReaderTests {

	@Test
	void everyFieldIsRead() {
		WebhookEvent event = read("""
				{"event":"message.delivered","message_id":"msg_7f3a2b9d1e4c","recipient_id":"rcpt_4a8b2c1d",
				"recipient":"+233245972246","status":"delivered","timestamp":"2026-03-21T10:30:15Z",
				"metadata":{"note":"Akwaaba – ɛyɛ 😀","cost":0.060,"tags":["a"],"none":null}}""");
		assertThat(event).isInstanceOf(MessageDelivered.class);
		assertThat(event.event()).isEqualTo("message.delivered");
		assertThat(event.messageId()).isEqualTo("msg_7f3a2b9d1e4c");
		assertThat(event.recipientId()).isEqualTo("rcpt_4a8b2c1d");
		assertThat(event.recipient()).isEqualTo("+233245972246");
		assertThat(event.status()).isEqualTo("delivered");
		assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-03-21T10:30:15Z"));
		assertThat(event.metadata()).containsExactly(entry("note", "Akwaaba – ɛyɛ 😀"),
				entry("cost", new BigDecimal("0.060")), entry("tags", List.of("a")), entry("none", null));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> event.metadata().clear());
	}

	@ParameterizedTest
	@CsvSource({ "message.queued,MessageQueued", "message.sent,MessageSent", "message.delivered,MessageDelivered",
			"message.failed,MessageFailed", "message.opened,MessageOpened", "message.clicked,MessageClicked",
			"message.bounced,MessageBounced", "message.complained,MessageComplained", "message.expired,Unknown",
			"Message.Sent,Unknown" })
	void eachEventHasItsType(String word, String type) {
		WebhookEvent event = read("{\"event\":\"%s\",\"message_id\":\"m\"}".formatted(word));
		assertThat(event.getClass().getSimpleName()).isEqualTo(type);
		assertThat(event.event()).isEqualTo(word);
		assertThat(event.messageId()).isEqualTo("m");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"event\":\"message.sent\",\"message_id\":\"m\"}", """
			{"event":"message.sent","message_id":"m","recipient_id":null,"recipient":null,"status":null,
			"timestamp":null,"metadata":null}""",
			"{\"event\":\"message.sent\",\"message_id\":\"m\",\"metadata\":[],\"new_field\":{\"a\":[1]}}",
			"\uFEFF{\"event\":\"message.sent\",\"message_id\":\"m\"}" })
	void missingFieldsAreNullAndUnknownOnesIgnored(String json) {
		assertThat(read(json))
			.isEqualTo(new MessageSent(new WebhookEvent.Details("m", null, null, null, null, Map.of())));
	}

	@Test
	void anEventNeedsNoMessage() {
		assertThat(read("{\"event\":\"message.sent\"}").messageId()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			"timestamp":""
			"timestamp":"yesterday"
			"timestamp":"2026-13-01T00:00:00Z"
			"timestamp":true
			"timestamp":{}
			"timestamp":NaN
			"status":["a	b",]
			"metadata":""
			"metadata":"text"
			"metadata":[1]
			"metadata":7
			"recipient":["+233245972246"]
			"recipient_id":{}
			"status":[]
			""")
	void anOddOptionalFieldLosesItselfAndNotTheEvent(String field) {
		assertThat(read("{\"event\":\"message.sent\",\"message_id\":\"m\",%s}".formatted(field)))
			.isEqualTo(new MessageSent(new WebhookEvent.Details("m", null, null, null, null, Map.of())));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"2026-03-21T10:30:15Z\"", "\"2026-03-21T10:30:15+0000\"",
			"\"2026-03-21T10:30:15.000+00:00\"", "\"2026-03-21T10:30:15\"", "\"2026-03-21 10:30:15\"",
			"\"2026-03-21 10:30:15 UTC\"", "1774089015", "\"1774089015\"", "1774089015000", "\"1774089015000\"" })
	void aTimestampIsReadInEveryUsualForm(String timestamp) {
		assertThat(read("{\"event\":\"message.sent\",\"message_id\":\"m\",\"timestamp\":%s}".formatted(timestamp))
			.timestamp()).isEqualTo(Instant.parse("2026-03-21T10:30:15Z"));
	}

	@Test
	void toStringIsOneBoundedLine() {
		String forged = "m\\r\\nERROR forged\\u2028\\u202e\\u0000\\u001b[2J" + "x".repeat(100_000);
		for (String event : List.of("message.sent", forged)) {
			assertThat(read("""
					{"event":"%s","message_id":"%s","recipient_id":"%<s","recipient":"%<s","status":"%<s"}"""
				.formatted(event, forged)).toString()).hasSizeLessThan(1000)
				.doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
		}
	}

	@Test
	void idsAsNumbersAndTimesWithOffsetsAreRead() {
		WebhookEvent event = read(
				"""
						{"event":"message.sent","message_id":123456789012345678901,"timestamp":"2026-03-21T11:30:15.25+01:00"}""");
		assertThat(event.messageId()).isEqualTo("123456789012345678901");
		assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-03-21T10:30:15.250Z"));
	}

	@Test
	void toStringShowsNeitherTheRecipientNorTheMetadata() {
		String template = "{\"event\":\"%s\",\"message_id\":\"m\",\"recipient\":\"%s\",\"metadata\":{\"otp\":\"483920\"}}";
		assertThat(read(template.formatted("message.sent", "+233245972246"))).asString()
			.contains("MessageSent", "+233•••••2246")
			.doesNotContain("483920", "45972");
		assertThat(read(template.formatted("message.new", "ama@example.com"))).asString()
			.contains("Unknown", "message.new")
			.doesNotContain("483920", "ama", "example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "true", "12", "\"text 483920\"", "[]", "[{\"event\":\"message.sent\"}]",
			"{", "{\"event\":\"message.sent\"", "{\"event\":\"message.sent\"}}", "{\"event\":\"message.sent\"}{}",
			"{'event':'message.sent'}", "<html>483920</html>", "event=message.sent" })
	void aBodyThatIsNotOneJsonObjectIsRefused(String body) {
		assertRefused(body.getBytes(StandardCharsets.UTF_8), "The webhook body is not ");
	}

	@Test
	void aBodyThatIsNestedWithoutEndIsRefused() {
		assertRefused(("{\"metadata\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
				"The webhook body is not ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "UTF-16", "UTF-16BE", "UTF-32" })
	void everyEncodingThatJsonHasHadIsRead(String charset) {
		byte[] body = "{\"event\":\"message.sent\",\"message_id\":\"m\"}".getBytes(Charset.forName(charset));
		assertThat(WebhookEventReader.read(body).messageId()).isEqualTo("m");
	}

	@Test
	void aCharacterThatIsNotUtf8LosesItselfAndNotTheEvent() {
		String json = "{\"event\":\"message.sent\",\"message_id\":\"%s\",\"metadata\":{\"note\":\"\u00e9\"}}";
		assertThat(WebhookEventReader.read(json.formatted("m").getBytes(StandardCharsets.ISO_8859_1)).metadata())
			.containsEntry("note", "\ufffd");
		assertRefused(json.formatted("\u00e9").getBytes(StandardCharsets.ISO_8859_1), "message id");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{}                                            | names no event
			{"event":null}                                | names no event
			{"event":""}                                  | names no event
			{"event":true}                                | names no event
			{"event":{"a":1}}                             | names no event
			{"event":"message.sent","message_id":""}      | message id
			{"event":"message.sent","message_id":{}}      | message id
			{"event":"message.sent","message_id":[483920]}| message id
			""")
	void whatIsEssentialIsNotGuessed(String body, String part) {
		assertRefused(body.getBytes(StandardCharsets.UTF_8), part);
	}

	private WebhookEvent read(String json) {
		return WebhookEventReader.read(json.getBytes(StandardCharsets.UTF_8));
	}

	private void assertRefused(byte[] body, String part) {
		assertThatExceptionOfType(MalformedWebhookException.class).isThrownBy(() -> WebhookEventReader.read(body))
			.withNoCause()
			.withMessageContaining(part)
			.withMessageEndingWith(".")
			.withMessageNotContainingAny("483920", "+233245972246", "html");
	}

}
