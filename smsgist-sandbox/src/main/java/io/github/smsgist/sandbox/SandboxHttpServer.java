package io.github.smsgist.sandbox;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import io.github.smsgist.sandbox.internal.fault.Fault;
import io.github.smsgist.sandbox.internal.http.Answer;
import io.github.smsgist.sandbox.internal.http.AnswerWriter;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.http.KeysInProgress;
import io.github.smsgist.sandbox.internal.http.LocalAccess;
import io.github.smsgist.sandbox.internal.http.RequestBody;
import io.github.smsgist.sandbox.internal.http.RetryAfterHeader;
import io.github.smsgist.sandbox.internal.service.ApiException;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * HTTP server of a sandbox. Routes requests, injects faults and keeps the journal.
 * Listens on the loopback interface only. Thread-safe.
 */
final class SandboxHttpServer {

	private static final int MAX_CONNECTIONS = 10_000;

	private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

	/**
	 * Longer than Reactor Netty's default of 3 s, after which closing throws.
	 */
	private static final Duration MAX_SHUTDOWN_WAIT = Duration.ofMinutes(1);

	private static final byte[] NO_BODY = {};

	private final SandboxApi api;

	private final SandboxFaults faults;

	private final RequestJournal journal;

	private final Envelope envelope;

	private final @Nullable ControlApi control;

	private final @Nullable Console console;

	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final KeysInProgress inProgress = new KeysInProgress();

	private final DisposableServer server;

	SandboxHttpServer(int port, Duration readTimeout, LoopResources loops, SandboxApi api, SandboxFaults faults,
			RequestJournal journal, Envelope envelope, @Nullable ControlApi control, @Nullable Console console) {
		this.api = api;
		this.faults = faults;
		this.journal = journal;
		this.envelope = envelope;
		this.control = control;
		this.console = console;
		this.server = HttpServer.create()
			.runOn(loops)
			.host("127.0.0.1")
			.port(port)
			.idleTimeout(IDLE_TIMEOUT)
			.readTimeout(readTimeout)
			.requestTimeout(readTimeout.multipliedBy(3))
			.doOnChannelInit((observer, channel, address) -> connected(channel))
			.handle(this::handle)
			.bindNow();
	}

	private void connected(Channel channel) {
		if (this.connections.size() < MAX_CONNECTIONS) {
			this.connections.add(channel);
		}
		else {
			channel.close();
		}
	}

	int port() {
		return ((InetSocketAddress) this.server.address()).getPort();
	}

	/**
	 * Forget the calls whose answers are delayed.
	 */
	void reset() {
		this.inProgress.clear();
	}

	void close() {
		this.server.disposeNow(MAX_SHUTDOWN_WAIT);
		this.connections.close().awaitUninterruptibly();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String path = path(request.uri());
		boolean consolePage = this.console != null && request.method().equals(HttpMethod.GET) && Console.isAt(path);
		if (this.control != null && (consolePage || path.startsWith(ControlApi.PREFIX))) {
			if (!LocalAccess.isAllowed(request.requestHeaders(), port())) {
				return AnswerWriter.write(response, this.envelope.error(403, "The sandbox answers this machine only"));
			}
			Mono<Void> page = consolePage ? page(path, request, response) : null;
			return (page != null) ? page : control(this.control, request, response);
		}
		SandboxOperation operation = SandboxRoutes.operation(path);
		if (operation == null) {
			return answer(request, response, this.envelope.error(404, "Not found"));
		}
		if (!operation.method().equals(request.method().name())) {
			return answer(request, response,
					this.envelope.error(405, "Method not allowed").with("Allow", operation.method()));
		}
		ApiRequest call = call(operation, path, request.requestHeaders());
		if (operation.method().equals("GET")) {
			return answer(call, NO_BODY, request, response);
		}
		return RequestBody.read(request)
			.flatMap((body) -> answer(call, body, request, response))
			.onErrorResume(ApiException.class, (ex) -> answer(request, response, this.envelope.error(ex)));
	}

	private @Nullable Mono<Void> page(String path, HttpServerRequest request, HttpServerResponse response) {
		try {
			return (this.console != null) ? this.console.answer(path, request, response) : null;
		}
		catch (ApiException ex) {
			return write(request, response, this.envelope.error(ex));
		}
	}

	private Mono<Void> control(ControlApi control, HttpServerRequest request, HttpServerResponse response) {
		return RequestBody.read(request)
			.flatMap((body) -> control.answer(request.method().name(), request.uri(), body))
			.onErrorResume(ApiException.class, (ex) -> Mono.just(this.envelope.error(ex)))
			.flatMap((answer) -> write(request, response, answer));
	}

	/**
	 * A person who follows an old link in a browser sees a page instead of JSON.
	 */
	private Mono<Void> write(HttpServerRequest request, HttpServerResponse response, Answer answer) {
		return (this.console != null && answer.status() == 404 && Console.isPageRequest(request))
				? Console.notFound(response) : AnswerWriter.write(response, answer);
	}

	private static ApiRequest call(SandboxOperation operation, String path, HttpHeaders headers) {
		String key = headers.get("X-Idempotency-Key");
		return new ApiRequest(operation, path, SandboxRoutes.messageId(operation, path), headers.get("X-Client-Id"),
				headers.get(HttpHeaderNames.AUTHORIZATION), (key != null && !key.isBlank()) ? key : null,
				headers.get(HttpHeaderNames.CONTENT_TYPE));
	}

	private Mono<Void> answer(ApiRequest call, byte[] body, HttpServerRequest request, HttpServerResponse response) {
		String key = this.api.scopedKey(call);
		Duration left = (key != null) ? this.inProgress.left(key) : Duration.ZERO;
		if (left.isZero()) {
			return answer(call, key, body, request, response);
		}
		return switch (this.api.inProgress(call)) {
			case REPLAY -> answer(call, key, body, request, response);
			case WAIT -> Mono.delay(left).then(Mono.defer(() -> answer(call, key, body, request, response)));
			case CONFLICT -> {
				Answer conflict = this.envelope.error(409, "A request with this idempotency key is in progress");
				Exchange exchange = record(request, body, call, Outcome.of(conflict, null, Mono.empty()));
				yield AnswerWriter.write(response, conflict).doFinally((signal) -> exchange.finished());
			}
		};
	}

	private Mono<Void> answer(ApiRequest call, @Nullable String key, byte[] body, HttpServerRequest request,
			HttpServerResponse response) {
		SandboxFaults.Injection injection = this.faults.inject(call.operation());
		Outcome outcome = outcome(call, body, injection, request, response);
		Exchange exchange = record(request, body, call, outcome);
		Mono<Void> written = outcome.writing();
		if (injection != null && !injection.delay().isZero()) {
			if (key != null) {
				this.inProgress.begin(key, injection.delay());
			}
			written = Mono.delay(injection.delay()).then(written);
		}
		return written.doFinally((signal) -> exchange.finished());
	}

	/**
	 * Answer without reading the body. Reactor Netty discards it, for as long as a
	 * request may take, so that the caller can read the answer.
	 */
	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response, Answer answer) {
		Exchange exchange = record(request, NO_BODY, null, Outcome.of(answer, null, Mono.empty()));
		return write(request, response, answer).doFinally((signal) -> exchange.finished());
	}

	private Outcome outcome(ApiRequest call, byte[] body, SandboxFaults.@Nullable Injection injection,
			HttpServerRequest request, HttpServerResponse response) {
		Fault fault = (injection != null) ? injection.fault() : null;
		if (fault == null) {
			return process(call, body, (injection != null) ? Fault.Kind.DELAY : null,
					(answer) -> AnswerWriter.write(response, answer));
		}
		Fault.Kind kind = fault.kind();
		return switch (kind) {
			case ERROR -> {
				Answer refusal = withRetryAfter(this.api.refuse(call, fault.status()), fault.retryAfter());
				yield Outcome.of(refusal, kind, AnswerWriter.write(response, refusal));
			}
			case ERROR_AFTER_PROCESSING -> {
				Answer error = this.api.failAfterProcessing(call, body, fault.status());
				yield Outcome.of(error, kind, AnswerWriter.write(response, error));
			}
			case HTML -> new Outcome(fault.status(), kind, null, AnswerWriter.writeHtml(response, fault.status()));
			case RESET -> new Outcome(0, kind, null, AnswerWriter.reset(request));
			case LOSE_ANSWER -> new Outcome(0, kind, this.api.process(call, body), AnswerWriter.reset(request));
			case JUNK -> process(call, body, kind, (answer) -> AnswerWriter.writeJunk(response, answer.status()));
			case HALF -> process(call, body, kind, (answer) -> AnswerWriter.writeHalf(request, response, answer));
			case DRIP -> process(call, body, kind, (answer) -> AnswerWriter.drip(response, answer, fault.duration()));
			case DELAY -> throw new IllegalStateException("A delay is not a fault");
		};
	}

	private Outcome process(ApiRequest call, byte[] body, Fault.@Nullable Kind kind,
			Function<Answer, Mono<Void>> writer) {
		Answer answer = this.api.process(call, body);
		return Outcome.of(answer, kind, writer.apply(answer));
	}

	private Answer withRetryAfter(Answer answer, Fault.@Nullable RetryAfter retryAfter) {
		return (retryAfter != null) ? answer.with("Retry-After", RetryAfterHeader.value(retryAfter, Instant.now()))
				: answer;
	}

	/**
	 * Add an exchange to the journal, with headers and bodies only if there is a console.
	 */
	private Exchange record(HttpServerRequest request, byte[] body, @Nullable ApiRequest call, Outcome outcome) {
		ReceivedRequest received = new ReceivedRequest(Instant.now(), (call != null) ? call.operation() : null,
				(call != null) ? call.key() : null, outcome.status(),
				(outcome.fault() != null) ? outcome.fault().description() : null);
		Exchange exchange = (this.console != null) ? new Exchange(received, request.method().name(),
				path(request.uri()), request.requestHeaders(), body, outcome.answer()) : new Exchange(received);
		this.journal.add(exchange);
		return exchange;
	}

	private static String path(String uri) {
		int query = uri.indexOf('?');
		return (query < 0) ? uri : uri.substring(0, query);
	}

	/**
	 * Outcome of a request.
	 *
	 * @param status the status of the response, 0 if there is none
	 * @param fault the injected fault, or {@code null}
	 * @param answer the answer of the service even if it is not written, or {@code null}
	 * @param writing writes the response
	 */
	private record Outcome(int status, Fault.@Nullable Kind fault, @Nullable Answer answer, Mono<Void> writing) {

		static Outcome of(Answer answer, Fault.@Nullable Kind fault, Mono<Void> writing) {
			return new Outcome(answer.status(), fault, answer, writing);
		}

	}

}
