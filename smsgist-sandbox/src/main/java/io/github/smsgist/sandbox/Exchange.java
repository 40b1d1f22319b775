package io.github.smsgist.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.smsgist.sandbox.internal.http.Answer;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Received request with headers and bodies, for the console. Long bodies are cut, and the
 * bearer token is left out.
 */
final class Exchange {

	static final int MAX_TEXT = 16 * 1024;

	private static final String AUTHORIZATION = "authorization";

	private final ReceivedRequest request;

	private final String method;

	private final String path;

	private final List<String> requestHeaders;

	private final String requestBody;

	private final List<String> responseHeaders;

	private final String responseBody;

	private final long startedAt = System.nanoTime();

	private volatile long number;

	private volatile long durationNanos = -1;

	Exchange(ReceivedRequest request, String method, String path, HttpHeaders headers, byte[] body,
			@Nullable Answer answer) {
		this.request = request;
		this.method = method;
		this.path = path;
		this.requestHeaders = headers(headers);
		this.requestBody = text(body);
		this.responseHeaders = (answer != null && answer.header() != null)
				? List.of(answer.header() + ": " + answer.headerValue()) : List.of();
		this.responseBody = (answer != null) ? text(answer.body()) : "";
	}

	private static List<String> headers(HttpHeaders headers) {
		List<String> lines = new ArrayList<>();
		for (Map.Entry<String, String> header : headers) {
			boolean secret = header.getKey().equalsIgnoreCase(AUTHORIZATION);
			lines.add(header.getKey() + ": " + (secret ? "••••••" : cut(header.getValue())));
		}
		return lines;
	}

	private static String text(byte[] body) {
		return cut(new String(body, 0, Math.min(body.length, 2 * MAX_TEXT), StandardCharsets.UTF_8));
	}

	private static String cut(String text) {
		return (text.length() > MAX_TEXT) ? text.substring(0, MAX_TEXT) + "…" : text;
	}

	ReceivedRequest request() {
		return this.request;
	}

	String method() {
		return this.method;
	}

	String path() {
		return this.path;
	}

	List<String> requestHeaders() {
		return this.requestHeaders;
	}

	String requestBody() {
		return this.requestBody;
	}

	List<String> responseHeaders() {
		return this.responseHeaders;
	}

	String responseBody() {
		return this.responseBody;
	}

	/**
	 * Return the place in the journal, from 1.
	 * @return the number
	 */
	long number() {
		return this.number;
	}

	void number(long number) {
		this.number = number;
	}

	/**
	 * Return how long the answer took.
	 * @return the time in milliseconds, or {@code null} while it is under way
	 */
	@Nullable Double durationMillis() {
		long nanos = this.durationNanos;
		return (nanos < 0) ? null : Math.round(nanos / 1e4) / 100.0;
	}

	void finished() {
		this.durationNanos = System.nanoTime() - this.startedAt;
	}

	int weight() {
		return 2 * (this.path.length() + this.requestBody.length() + this.responseBody.length()) + 2000;
	}

	boolean mentions(String id, @Nullable String key) {
		return this.path.contains(id) || this.responseBody.contains(id)
				|| (key != null && key.equals(this.request.idempotencyKey()));
	}

}
