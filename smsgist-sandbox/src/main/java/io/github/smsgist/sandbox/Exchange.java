package io.github.smsgist.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.smsgist.sandbox.internal.http.Answer;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Received request and, for the console, what was on the wire. Long texts are cut, and
 * the bearer token is left out.
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

	/**
	 * Create an exchange of which only the request is kept.
	 */
	Exchange(ReceivedRequest request) {
		this(request, "", "", EmptyHttpHeaders.INSTANCE, new byte[0], null);
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
	 * Return the number in the journal, from 1.
	 */
	long number() {
		return this.number;
	}

	void number(long number) {
		this.number = number;
	}

	/**
	 * Return how long the answer took, or {@code null} until it is complete.
	 */
	@Nullable Double durationMillis() {
		long nanos = this.durationNanos;
		return (nanos < 0) ? null : Math.round(nanos / 1e4) / 100.0;
	}

	void finished() {
		this.durationNanos = System.nanoTime() - this.startedAt;
	}

	/**
	 * Return the approximate size in bytes.
	 */
	int weight() {
		int headers = this.requestHeaders.stream().mapToInt(String::length).sum();
		return 500 + 2 * (this.path.length() + headers + this.requestBody.length() + this.responseBody.length());
	}

	boolean mentions(String id, @Nullable String key) {
		return this.path.contains(id) || this.responseBody.contains(id)
				|| (key != null && key.equals(this.request.idempotencyKey()));
	}

}
