package io.github.smsgist.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.smsgist.sandbox.internal.http.Answer;
import io.github.smsgist.sandbox.internal.http.AnswerWriter;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.service.ApiException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Console of the sandbox in a browser: its files, the data that it reads, and the stream
 * of change notifications. Its actions use the {@link ControlApi}.
 */
final class Console {

	static final String PREFIX = ControlApi.PREFIX + "console/";

	static final int MAX_STREAMS = 20;

	private static final Duration TICK = Duration.ofMillis(150);

	private static final Duration HEARTBEAT = Duration.ofSeconds(5);

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; "
			+ "frame-ancestors 'none'";

	/**
	 * An email may have inline styles, but no scripts and no external resources.
	 */
	private static final String EMAIL_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
			+ "sandbox; frame-ancestors 'self'";

	private static final String HTML = "text/html; charset=utf-8";

	private static final Map<String, String> TYPES = Map.of("html", HTML, "css", "text/css; charset=utf-8", "js",
			"text/javascript; charset=utf-8", "svg", "image/svg+xml");

	private final ConsoleApi api;

	private final Envelope envelope;

	private final AtomicInteger streams = new AtomicInteger();

	Console(ConsoleApi api, Envelope envelope) {
		this.api = api;
		this.envelope = envelope;
	}

	static boolean isAt(String path) {
		return path.equals("/") || path.startsWith(PREFIX);
	}

	/**
	 * Answer a request for a file, an email or the events.
	 * @param path the path
	 * @param request the request, from this machine
	 * @param response the response
	 * @return the completion of the answer, or {@code null} if there is nothing at the
	 * path
	 * @throws ApiException if the email is no longer kept
	 */
	@Nullable Mono<Void> answer(String path, HttpServerRequest request, HttpServerResponse response) {
		String name = path.equals("/") ? "index.html" : path.substring(PREFIX.length());
		if (name.equals("events")) {
			return events(response);
		}
		if (name.startsWith("messages/") && name.endsWith("/body")) {
			return email(name.substring("messages/".length(), name.length() - "/body".length()), response);
		}
		byte[] file = file(name);
		if (file != null) {
			return send(response, TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"),
					CONTENT_SECURITY_POLICY, file);
		}
		return null;
	}

	/**
	 * Return whether a request is for a page that a person will see.
	 */
	static boolean isPageRequest(HttpServerRequest request) {
		String accepted = request.requestHeaders().get(HttpHeaderNames.ACCEPT);
		return accepted != null && accepted.contains("text/html");
	}

	static Mono<Void> notFound(HttpServerResponse response) {
		return send(response.status(404), HTML, CONTENT_SECURITY_POLICY, Objects.requireNonNull(file("missing.html")));
	}

	private Mono<Void> events(HttpServerResponse response) {
		if (this.streams.incrementAndGet() > MAX_STREAMS) {
			this.streams.decrementAndGet();
			return AnswerWriter.write(response, this.envelope.error(503, "Too many pages are open"));
		}
		Flux<String> changes = Flux.interval(Duration.ZERO, TICK)
			.onBackpressureDrop()
			.map((tick) -> this.api.state())
			.distinctUntilChanged()
			.map((state) -> "event: state\ndata: " + new String(this.envelope.write(state), StandardCharsets.UTF_8)
					+ "\n\n");
		Flux<String> heartbeats = Flux.interval(HEARTBEAT).onBackpressureDrop().map((tick) -> ":\n\n");
		return response.header(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
			.header(HttpHeaderNames.CACHE_CONTROL, "no-store")
			.send(Flux.merge(changes, heartbeats).map((event) -> Unpooled.copiedBuffer(event, StandardCharsets.UTF_8)),
					(event) -> true)
			.then()
			.doFinally((signal) -> this.streams.decrementAndGet());
	}

	private Mono<Void> email(String id, HttpServerResponse response) {
		byte[] body = this.api.body(id).getBytes(StandardCharsets.UTF_8);
		return send(response, HTML, EMAIL_SECURITY_POLICY, body);
	}

	private static Mono<Void> send(HttpServerResponse response, String type, String policy, byte[] body) {
		return response.header(HttpHeaderNames.CONTENT_TYPE, type)
			.header(HttpHeaderNames.CACHE_CONTROL, "no-cache")
			.header("Content-Security-Policy", policy)
			.header("X-Content-Type-Options", "nosniff")
			.header("Referrer-Policy", "no-referrer")
			.sendObject(Unpooled.wrappedBuffer(body))
			.then();
	}

	private static byte @Nullable [] file(String name) {
		if (!name.matches("[a-z]+\\.(html|css|js|svg)")) {
			return null;
		}
		try (InputStream file = Console.class.getResourceAsStream("console/" + name)) {
			return (file != null) ? file.readAllBytes() : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
