package io.github.smsgist.autoconfigure.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.github.smsgist.webhook.WebhookSigner;
import org.jspecify.annotations.Nullable;

/**
 * Delivers webhooks to an application on this machine, in good and in bad ways.
 */
final class WebhookClient {

	static final String SECRET = "whsec_9bKq2LhV7yD4";

	private final HttpClient http = HttpClient.newHttpClient();

	private final int port;

	private final String path;

	WebhookClient(int port, String path) {
		this.port = port;
		this.path = path;
	}

	/**
	 * Deliver a body that is signed now, with the usual secret.
	 */
	HttpResponse<String> deliver(String body) {
		return deliver(WebhookTestApplication.NOW, SECRET, body.getBytes(StandardCharsets.UTF_8));
	}

	HttpResponse<String> deliver(Instant instant, String secret, byte[] body) {
		String timestamp = Long.toString(instant.getEpochSecond());
		return post(timestamp, new WebhookSigner(secret).sign(timestamp, body), BodyPublishers.ofByteArray(body));
	}

	CompletableFuture<HttpResponse<String>> deliverLater(byte[] body) {
		return CompletableFuture.supplyAsync(() -> deliver(WebhookTestApplication.NOW, SECRET, body),
				(task) -> new Thread(task).start());
	}

	/**
	 * Deliver without a {@code Content-Length}.
	 */
	HttpResponse<String> deliverChunked(byte[] body) {
		String timestamp = Long.toString(WebhookTestApplication.NOW.getEpochSecond());
		return post(timestamp, new WebhookSigner(SECRET).sign(timestamp, body),
				BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)));
	}

	HttpResponse<String> post(@Nullable String timestamp, @Nullable String signature, BodyPublisher body) {
		HttpRequest.Builder request = request().POST(body);
		if (timestamp != null) {
			request.header("X-SMSGist-Timestamp", timestamp);
		}
		if (signature != null) {
			request.header("X-SMSGist-Signature", signature);
		}
		return send(request);
	}

	HttpRequest.Builder request() {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + this.path))
			.header("Content-Type", "application/json");
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send the beginning of a request and wait for the first line of the answer, without
	 * ever sending the rest.
	 */
	String sendOnly(String headers, byte[] beginning) throws IOException {
		try (Socket socket = open(headers, beginning)) {
			InputStream input = socket.getInputStream();
			StringBuilder line = new StringBuilder();
			for (int next = input.read(); next != -1 && next != '\r'; next = input.read()) {
				line.append((char) next);
			}
			return line.toString();
		}
	}

	/**
	 * Send a request and hang up before it is answered.
	 */
	void sendAndHangUp(String headers, byte[] body, Runnable meanwhile) throws IOException {
		try (Socket socket = open(headers, body)) {
			meanwhile.run();
		}
	}

	private Socket open(String headers, byte[] body) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		socket.setSoTimeout(60_000);
		OutputStream output = socket.getOutputStream();
		output.write("POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(this.path, headers)
			.getBytes(StandardCharsets.US_ASCII));
		output.write(body);
		output.flush();
		return socket;
	}

}
