package io.github.smsgist.webhook;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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

	private final WebhookEventReader reader = new WebhookEventReader();

	@Test
	void everyFieldIsRead() {
		WebhookEvent event = read("""
				{"event":"message.delivered","message_id":"msg_7f3a2b9d1e4c","recipient_id":"rcpt_4a8b2c1d",
				"recipient":"+233245972246","status":"delivered","timestamp":"2026-03-21T10:30:15Z",
				"metadata":{"note":"Akwaaba – ɛyɛ 😀","cost":0.060,"tags":["a"],"none":null}}""");
		assertThat(event).isInstanceOf(MessageDeliveredEvent.class);
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
	@CsvSource({ "message.queued,MessageQueuedEvent", "message.sent,MessageSentEvent",
			"message.delivered,MessageDeliveredEvent", "message.failed,MessageFailedEvent",
			"message.opened,MessageOpenedEvent", "message.clicked,MessageClickedEvent",
			"message.bounced,MessageBouncedEvent", "message.complained,MessageComplainedEvent",
			"message.expired,UnknownWebhookEvent", "Message.Sent,UnknownWebhookEvent", "'',UnknownWebhookEvent" })
	void eachEventHasItsType(String word, String type) {
		WebhookEvent event = read("{\"event\":\"%s\",\"message_id\":\"m\"}".formatted(word));
		assertThat(event.getClass().getSimpleName()).isEqualTo(type);
		assertThat(event.event()).isEqualTo(word);
		assertThat(event.messageId()).isEqualTo("m");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"event\":\"message.sent\"}", """
			{"event":"message.sent","message_id":null,"recipient_id":null,"recipient":null,"status":null,
			"timestamp":null,"metadata":null}""",
			"{\"event\":\"message.sent\",\"metadata\":[],\"new_field\":{\"a\":[1]}}" })
	void missingFieldsAreNullAndUnknownOnesIgnored(String json) {
		assertThat(read(json))
			.isEqualTo(new MessageSentEvent(new WebhookEventDetails(null, null, null, null, null, Map.of())));
	}

	@Test
	void anIdThatComesAsANumberAndATimeWithAnOffsetAreRead() {
		WebhookEvent event = read(
				"""
						{"event":"message.sent","message_id":123456789012345678901,"timestamp":"2026-03-21T11:30:15.25+01:00"}""");
		assertThat(event.messageId()).isEqualTo("123456789012345678901");
		assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-03-21T10:30:15.250Z"));
	}

	@Test
	void toStringShowsNeitherTheRecipientNorTheMetadata() {
		String template = "{\"event\":\"%s\",\"recipient\":\"%s\",\"metadata\":{\"otp\":\"483920\"}}";
		assertThat(read(template.formatted("message.sent", "+233245972246"))).asString()
			.contains("MessageSentEvent", "+233•••••2246")
			.doesNotContain("483920", "45972");
		assertThat(read(template.formatted("message.new", "ama@example.com"))).asString()
			.contains("UnknownWebhookEvent", "message.new")
			.doesNotContain("483920", "ama", "example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "true", "12", "\"text 483920\"", "[]", "[{\"event\":\"message.sent\"}]",
			"{", "{\"event\":\"message.sent\"", "{\"event\":\"message.sent\"}}", "{\"event\":\"message.sent\"}{}",
			"{'event':'message.sent'}", "<html>483920</html>", "event=message.sent",
			"\uFEFF{\"event\":\"message.sent\"}" })
	void aBodyThatIsNotOneJsonObjectIsRefused(String body) {
		assertRefused(body.getBytes(StandardCharsets.UTF_8), "The webhook body is not one JSON object");
	}

	@Test
	void aBodyThatIsNestedWithoutEndIsRefused() {
		assertRefused(("{\"metadata\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
				"The webhook body is not one JSON object");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ISO-8859-1", "UTF-16", "UTF-16BE", "UTF-32" })
	void aBodyInAnotherEncodingIsRefused(String charset) {
		String json = "{\"event\":\"message.sent\",\"metadata\":{\"note\":\"é\"}}";
		assertThat(read(json)).isInstanceOf(MessageSentEvent.class);
		assertRefused(json.getBytes(Charset.forName(charset)), "The webhook body is not ");
	}

	@Test
	void bytesThatAreNotUtf8AreRefusedEvenInAFieldThatNobodyReads() {
		byte[] body = "{\"event\":\"message.sent\",\"unknown\":\"?\"}".getBytes(StandardCharsets.UTF_8);
		body[body.length - 3] = (byte) 0xC0;
		assertRefused(body, "The webhook body is not UTF-8.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{}                                                          | names no event
			{"event":null}                                              | names no event
			{"event":true}                                              | field 'event'
			{"event":{"a":1}}                                           | field 'event'
			{"event":"message.sent","recipient":["+233245972246"]}      | field 'recipient'
			{"event":"message.sent","message_id":{}}                    | field 'message_id'
			{"event":"message.sent","timestamp":"yesterday 483920"}     | field 'timestamp'
			{"event":"message.sent","timestamp":"2026-13-01T00:00:00Z"} | field 'timestamp'
			{"event":"message.sent","timestamp":1774089015}             | field 'timestamp'
			{"event":"message.sent","metadata":"483920"}                | field 'metadata'
			{"event":"message.sent","metadata":[1]}                     | field 'metadata'
			""")
	void aFieldOfAnotherTypeIsNamed(String body, String part) {
		assertRefused(body.getBytes(StandardCharsets.UTF_8), part);
	}

	private WebhookEvent read(String json) {
		return this.reader.read(json.getBytes(StandardCharsets.UTF_8));
	}

	private void assertRefused(byte[] body, String part) {
		assertThatExceptionOfType(MalformedWebhookException.class).isThrownBy(() -> this.reader.read(body))
			.withNoCause()
			.withMessageContaining(part)
			.withMessageEndingWith(".")
			.withMessageNotContainingAny("483920", "+233245972246", "html");
	}

}
