package io.github.smsgist.sandbox;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
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
 * The HTTP side of a sandbox: finds the operation, lets a fault have its way, answers and
 * keeps the journal. Listens on the loopback interface only.
 */
final class SandboxHttpServer {

	private static final int MAX_BODY_BYTES = 1024 * 1024;

	private static final byte[] NO_BODY = {};

	private final SandboxApi api;

	private final SandboxFaults faults;

	private final RequestJournal journal;

	private final Envelope envelope;

	private final @Nullable ControlApi control;

	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final DisposableServer server;

	SandboxHttpServer(int port, LoopResources loops, SandboxApi api, SandboxFaults faults, RequestJournal journal,
			Envelope envelope, @Nullable ControlApi control) {
		this.api = api;
		this.faults = faults;
		this.journal = journal;
		this.envelope = envelope;
		this.control = control;
		this.server = HttpServer.create()
			.runOn(loops)
			.host("127.0.0.1")
			.port(port)
			.doOnChannelInit((observer, channel, address) -> this.connections.add(channel))
			.handle(this::handle)
			.bindNow();
	}

	int port() {
		return ((InetSocketAddress) this.server.address()).getPort();
	}

	void close() {
		this.server.disposeNow();
		this.connections.close().awaitUninterruptibly();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String path = path(request.uri());
		ControlApi control = this.control;
		if (control != null && path.startsWith(ControlApi.PREFIX)) {
			return body(request).flatMap((body) -> AnswerWriter.write(response,
					control.answer(request.method().name(), path, request.requestHeaders(), body)));
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
		if (contentLength(headers) > MAX_BODY_BYTES) {
			return reject(request, response, this.envelope.error(400, "Request body is too large"));
		}
		String key = headers.get("X-Idempotency-Key");
		ApiRequest call = new ApiRequest(operation, path, SandboxRoutes.messageId(operation, path),
				headers.get("X-Client-Id"), headers.get(HttpHeaderNames.AUTHORIZATION),
				(key != null && !key.isBlank()) ? key : null, headers.get(HttpHeaderNames.CONTENT_TYPE));
		if (operation.method().equals("GET")) {
			return answer(call, NO_BODY, request, response);
		}
		return body(request).flatMap((body) -> answer(call, body, request, response));
	}

	private Mono<Void> answer(ApiRequest call, byte[] body, HttpServerRequest request, HttpServerResponse response) {
		SandboxFaults.Encounter encounter = this.faults.meet(call.operation());
		if (encounter == null) {
			Answer answer = this.api.process(call, body);
			record(call.operation(), call.key(), answer.status(), null);
			return AnswerWriter.write(response, answer);
		}
		Mono<Void> answered = misbehave(call, body, encounter, request, response);
		Duration delay = encounter.delay();
		return delay.isZero() ? answered : Mono.delay(delay).then(answered);
	}

	private Mono<Void> misbehave(ApiRequest call, byte[] body, SandboxFaults.Encounter encounter,
			HttpServerRequest request, HttpServerResponse response) {
		Fault fault = encounter.fault();
		if (fault == null) {
			Answer answer = this.api.process(call, body);
			record(call.operation(), call.key(), answer.status(), Fault.Kind.DELAY.description());
			return AnswerWriter.write(response, answer);
		}
		String description = fault.kind().description();
		return switch (fault.kind()) {
			case ERROR -> {
				Answer refusal = this.api.refuse(call, fault.status());
				record(call.operation(), call.key(), fault.status(), description);
				yield AnswerWriter.write(response, withRetryAfter(refusal, fault.retryAfter()));
			}
			case HTML -> {
				record(call.operation(), call.key(), fault.status(), description);
				yield AnswerWriter.writeHtml(response, fault.status());
			}
			case RESET -> {
				record(call.operation(), call.key(), 0, description);
				yield AnswerWriter.reset(request);
			}
			case LOSE_ANSWER -> {
				this.api.process(call, body);
				record(call.operation(), call.key(), 0, description);
				yield AnswerWriter.reset(request);
			}
			case JUNK -> {
				Answer answer = this.api.process(call, body);
				record(call.operation(), call.key(), answer.status(), description);
				yield AnswerWriter.writeJunk(response, answer.status());
			}
			case HALF -> {
				Answer answer = this.api.process(call, body);
				record(call.operation(), call.key(), answer.status(), description);
				yield AnswerWriter.writeHalf(request, response, answer);
			}
			case DRIP -> {
				Answer answer = this.api.process(call, body);
				record(call.operation(), call.key(), answer.status(), description);
				yield AnswerWriter.drip(response, answer, fault.duration());
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

	private Mono<Void> reject(HttpServerRequest request, HttpServerResponse response, Answer answer) {
		record(null, null, answer.status(), null);
		return request.receive().then(AnswerWriter.write(response, answer));
	}

	private void record(@Nullable SandboxOperation operation, @Nullable String key, int status,
			@Nullable String fault) {
		this.journal.add(new ReceivedRequest(Instant.now(), operation, key, status, fault));
	}

	private static Mono<byte[]> body(HttpServerRequest request) {
		// Not aggregate(), whose composite buffer costs more than the copy it saves.
		return request.receive()
			.collect(ByteArrayOutputStream::new, (body, part) -> body.writeBytes(ByteBufUtil.getBytes(part)))
			.map(ByteArrayOutputStream::toByteArray);
	}

	private static long contentLength(HttpHeaders headers) {
		String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
		// Netty has refused a length that is not a number before.
		return (length != null) ? Long.parseLong(length) : 0;
	}

	private static String path(String uri) {
		int query = uri.indexOf('?');
		return (query < 0) ? uri : uri.substring(0, query);
	}

}
