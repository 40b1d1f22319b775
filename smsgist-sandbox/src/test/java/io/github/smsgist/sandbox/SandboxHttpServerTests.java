package io.github.smsgist.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link SandboxHttpServer} takes from strangers.
 */
class SandboxHttpServerTests {

	private static final String LOCAL = "Host: localhost\r\n";

	private SmsGistSandbox sandbox = SmsGistSandbox.builder().controlApi(true).start();

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/sms/send", "/_sandbox/faults" })
	void endlessChunkedBodyIsRefused(String path) throws IOException {
		try (Socket socket = connect("POST " + path + " HTTP/1.1\r\n" + LOCAL + "Transfer-Encoding: chunked\r\n\r\n")) {
			byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
			OutputStream output = socket.getOutputStream();
			for (int i = 0; i < 20; i++) {
				output.write(chunk);
			}
			output.flush();
			assertThat(start(socket)).startsWith("HTTP/1.1 400");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/sms/send", "/_sandbox/faults" })
	void bodyThatIsTooLongIsRefusedBeforeItIsSent(String path) throws IOException {
		try (Socket socket = connect(
				"POST " + path + " HTTP/1.1\r\n" + LOCAL + "Content-Length: 150000000000\r\n\r\n")) {
			assertThat(start(socket)).startsWith("HTTP/1.1 400");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.example\r\n", LOCAL + "Origin: https://evil.example\r\n" })
	void strangerIsRefusedBeforeTheBodyIsRead(String headers) throws IOException {
		try (Socket socket = connect("POST /_sandbox/reset HTTP/1.1\r\n" + headers + "Content-Length: 1000\r\n\r\n{")) {
			assertThat(start(socket)).startsWith("HTTP/1.1 403");
		}
	}

	@Test
	void unknownPathIsRefusedBeforeTheBodyIsRead() throws IOException {
		try (Socket socket = connect("POST /nowhere HTTP/1.1\r\n" + LOCAL + "Content-Length: 1000\r\n\r\n{")) {
			assertThat(start(socket)).startsWith("HTTP/1.1 404");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/sms/send", "/_sandbox/faults" })
	void bodyThatNeverArrivesTimesOut(String path) throws IOException {
		this.sandbox.close();
		this.sandbox = SmsGistSandbox.builder().controlApi(true).readTimeout(Duration.ofMillis(200)).start();
		try (Socket socket = connect("POST " + path + " HTTP/1.1\r\n" + LOCAL + "Content-Length: 1000\r\n\r\n{")) {
			assertThat(socket.getInputStream().readAllBytes()).asString(StandardCharsets.US_ASCII)
				.doesNotContain("201 Created");
		}
	}

	@Test
	void answerHasADate() {
		String date = new SandboxCaller(this.sandbox).balance().headers().get("Date");
		assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
			.isBetween(Instant.now().minusSeconds(20), Instant.now());
	}

	private Socket connect(String request) throws IOException {
		Socket socket = new Socket("127.0.0.1", this.sandbox.port());
		socket.setSoTimeout(20_000);
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().flush();
		return socket;
	}

	private String start(Socket socket) throws IOException {
		InputStream input = socket.getInputStream();
		return new String(input.readNBytes(12), StandardCharsets.US_ASCII);
	}

}
