package io.github.smsgist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for answers that were compressed although no request asked for it.
 */
class CompressedAnswerTests {

	private static final String SENT = """
			{"status":"success","message":"ok","data":{"message_id":"m-1","status":"queued","recipients_count":1}}""";

	@RegisterExtension
	static final MockSmsGist smsGist = new MockSmsGist();

	private final SmsGistTemplate template = smsGist.templates().build();

	@Test
	void isRead() throws IOException {
		smsGist.answer(compressed(201, gzip(SENT)));
		assertThat(this.template.sendSms("+233245972246", "Hello").messageId()).isEqualTo("m-1");
	}

	@Test
	void errorIsRead() throws IOException {
		smsGist.answer(compressed(422, gzip("""
				{"status":"error","message":"Sender name not approved","data":null}""")));
		assertThatExceptionOfType(SmsGistValidationException.class)
			.isThrownBy(() -> this.template.sendSms("+233245972246", "Hello"))
			.satisfies((failure) -> assertThat(failure.getServiceMessage()).isEqualTo("Sender name not approved"));
	}

	@Test
	void brokenOneIsUnreadable() throws IOException {
		byte[] whole = gzip(SENT);
		smsGist.answer(compressed(201, Arrays.copyOf(whole, whole.length / 2)));
		assertThatExceptionOfType(SmsGistResponseException.class)
			.isThrownBy(() -> this.template.sendSms("+233245972246", "Hello"))
			.matches(SmsGistResponseException::isOutcomeUnknown);
	}

	@Test
	void oneThatWouldFillTheMemoryIsUnreadable() throws IOException {
		smsGist.answer(compressed(201, gzip(" ".repeat(64 * 1024 * 1024) + SENT)));
		assertThatExceptionOfType(SmsGistResponseException.class)
			.isThrownBy(() -> this.template.sendSms("+233245972246", "Hello"))
			.matches(SmsGistResponseException::isOutcomeUnknown);
	}

	private static ResponseDefinitionBuilder compressed(int status, byte[] body) {
		return WireMock.aResponse()
			.withStatus(status)
			.withHeader("Content-Type", "application/json")
			.withHeader("Content-Encoding", "gzip")
			.withBody(body);
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (OutputStream output = new GZIPOutputStream(compressed)) {
			output.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return compressed.toByteArray();
	}

}
