package io.github.smsgist.sandbox;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;

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
 * HTTP server of a sandbox. Finds the operation, applies a fault, answers and keeps the
 * journal. Listens on the loopback interface only.
 */
final class SandboxHttpServer {

	private static final int MAX_CONNECTIONS = 10_000;

	private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

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
	 * Forget the calls that are answered late.
	 */
	void reset() {
		this.inProgress.clear();
	}

	void close() {
		this.server.disposeNow();
		this.connections.close().awaitUninterruptibly();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String path = path(request.uri());
		ControlApi control = this.control;
		Console console = this.console;
		boolean forPeople = console != null && request.method().equals(HttpMethod.GET) && Console.isAt(path);
		if (control != null && (forPeople || path.startsWith(ControlApi.PREFIX))) {
			if (!LocalAccess.isAllowed(request.requestHeaders(), port())) {
				return AnswerWriter.write(response, this.envelope.error(403, "The sandbox answers this machine only"));
			}
			Mono<Void> page = (console != null && forPeople) ? console.answer(path, request, response) : null;
			return (page != null) ? page
					: RequestBody.read(request)
						.flatMap((body) -> control.answer(request.method().name(), request.uri(), body))
						.onErrorResume(ApiException.class, (ex) -> Mono.just(this.envelope.error(ex)))
						.flatMap((answer) -> AnswerWriter.write(response, answer));
		}
		SandboxOperation operation = SandboxRoutes.operation(path);
		if (operation == null) {
			return reject(request, response, this.envelope.error(404, "Not found"));
		}
		if (!operation.method().equals(request.method().name())) {
			return reject(request, response,
					this.envelope.error(405, "Method not allowed").with("Allow", operation.method()));
		}
		HttpHeaders headers = request.requestHeaders();
		String key = headers.get("X-Idempotency-Key");
		ApiRequest call = new ApiRequest(operation, path, SandboxRoutes.messageId(operation, path),
				headers.get("X-Client-Id"), headers.get(HttpHeaderNames.AUTHORIZATION),
				(key != null && !key.isBlank()) ? key : null, headers.get(HttpHeaderNames.CONTENT_TYPE));
		if (operation.method().equals("GET")) {
			return answer(call, NO_BODY, request, response);
		}
		return RequestBody.read(request)
			.flatMap((body) -> answer(call, body, request, response))
			.onErrorResume(ApiException.class, (ex) -> reject(request, response, this.envelope.error(ex)));
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
				Runnable finished = record(request, body, call.operation(), call.key(), 409, null, conflict);
				yield AnswerWriter.write(response, conflict).doFinally((signal) -> finished.run());
			}
		};
	}

	private Mono<Void> answer(ApiRequest call, @Nullable String key, byte[] body, HttpServerRequest request,
			HttpServerResponse response) {
		SandboxFaults.Encounter encounter = this.faults.meet(call.operation());
		Outcome outcome = outcome(call, body, encounter, request, response);
		Runnable finished = record(request, body, call.operation(), call.key(), outcome.status(), outcome.fault(),
				outcome.answer());
		Mono<Void> written = outcome.writing();
		if (encounter != null && !encounter.delay().isZero()) {
			if (key != null) {
				this.inProgress.begin(key, encounter.delay());
			}
			written = Mono.delay(encounter.delay()).then(written);
		}
		return written.doFinally((signal) -> finished.run());
	}

	private Outcome outcome(ApiRequest call, byte[] body, SandboxFaults.@Nullable Encounter encounter,
			HttpServerRequest request, HttpServerResponse response) {
		Fault fault = (encounter != null) ? encounter.fault() : null;
		if (fault == null) {
			Answer answer = this.api.process(call, body);
			return new Outcome(answer.status(), (encounter != null) ? Fault.Kind.DELAY.description() : null, answer,
					AnswerWriter.write(response, answer));
		}
		String description = fault.kind().description();
		return switch (fault.kind()) {
			case ERROR -> {
				Answer refusal = withRetryAfter(this.api.refuse(call, fault.status()), fault.retryAfter());
				yield new Outcome(fault.status(), description, refusal, AnswerWriter.write(response, refusal));
			}
			case ERROR_AFTER_PROCESSING -> {
				Answer refusal = this.api.failAfterProcessing(call, body, fault.status());
				yield new Outcome(fault.status(), description, refusal, AnswerWriter.write(response, refusal));
			}
			case HTML ->
				new Outcome(fault.status(), description, null, AnswerWriter.writeHtml(response, fault.status()));
			case RESET -> new Outcome(0, description, null, AnswerWriter.reset(request));
			case LOSE_ANSWER -> new Outcome(0, description, this.api.process(call, body), AnswerWriter.reset(request));
			case JUNK -> {
				Answer answer = this.api.process(call, body);
				yield new Outcome(answer.status(), description, answer,
						AnswerWriter.writeJunk(response, answer.status()));
			}
			case HALF -> {
				Answer answer = this.api.process(call, body);
				yield new Outcome(answer.status(), description, answer,
						AnswerWriter.writeHalf(request, response, answer));
			}
			case DRIP -> {
				Answer answer = this.api.process(call, body);
				yield new Outcome(answer.status(), description, answer,
						AnswerWriter.drip(response, answer, fault.duration()));
			}
			case DELAY -> throw new IllegalStateException("A delay is no fault of its own");
		};
	}

	private Answer withRetryAfter(Answer answer, Fault.@Nullable RetryAfter retryAfter) {
		if (retryAfter == null) {
			return answer;
		}
		return answer.with("Retry-After", RetryAfterHeader.value(retryAfter, Instant.now()));
	}

	/**
	 * Answer a request whose body nobody wants. What still comes of it is dropped as it
	 * comes, for the time that a request may take, so that the caller gets to read the
	 * answer.
	 */
	private Mono<Void> reject(HttpServerRequest request, HttpServerResponse response, Answer answer) {
		Runnable finished = record(request, NO_BODY, null, null, answer.status(), null, answer);
		return AnswerWriter.write(response, answer).doFinally((signal) -> finished.run());
	}

	/**
	 * Keep the request in the journal: all of it where a person may look at it.
	 * @return what is to be told when the answer is out
	 */
	private Runnable record(HttpServerRequest request, byte[] body, @Nullable SandboxOperation operation,
			@Nullable String key, int status, @Nullable String fault, @Nullable Answer answer) {
		ReceivedRequest received = new ReceivedRequest(Instant.now(), operation, key, status, fault);
		if (this.console == null) {
			this.journal.add(received);
			return () -> {
			};
		}
		Exchange exchange = new Exchange(received, request.method().name(), path(request.uri()),
				request.requestHeaders(), body, answer);
		this.journal.add(exchange);
		return exchange::finished;
	}

	private static String path(String uri) {
		int query = uri.indexOf('?');
		return (query < 0) ? uri : uri.substring(0, query);
	}

	/**
	 * What becomes of a request.
	 *
	 * @param status the status answered; 0 if the caller gets none
	 * @param fault what was done to it on command, or {@code null}
	 * @param answer what the service answered, whether or not it is written, or
	 * {@code null}
	 * @param writing writes it, or breaks it
	 */
	private record Outcome(int status, @Nullable String fault, @Nullable Answer answer, Mono<Void> writing) {

	}

}
