package io.github.smsgist.sandbox.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Writes answers, complete or broken.
 */
public final class AnswerWriter {

	private static final String JSON = "application/json";

	private static final byte[] JUNK = "\u0000{\"status\":\"succ".getBytes(StandardCharsets.UTF_8);

	private static final int DRIPS = 10;

	private AnswerWriter() {
	}

	public static Mono<Void> write(HttpServerResponse response, Answer answer) {
		response.status(answer.status())
			.header(HttpHeaderNames.CONTENT_TYPE, JSON)
			.header(HttpHeaderNames.DATE, HttpDate.now());
		if (answer.header() != null && answer.headerValue() != null) {
			response.header(answer.header(), answer.headerValue());
		}
		return response.sendObject(Unpooled.wrappedBuffer(answer.body())).then();
	}

	public static Mono<Void> writeHtml(HttpServerResponse response, int status) {
		String page = "<!DOCTYPE html><html><head><title>" + status + "</title></head><body><h1>" + status
				+ "</h1><p>The upstream server did not answer.</p></body></html>";
		return response.status(status)
			.header(HttpHeaderNames.DATE, HttpDate.now())
			.header(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
			.sendObject(Unpooled.copiedBuffer(page, StandardCharsets.UTF_8))
			.then();
	}

	public static Mono<Void> writeJunk(HttpServerResponse response, int status) {
		return response.status(status)
			.header(HttpHeaderNames.DATE, HttpDate.now())
			.header(HttpHeaderNames.CONTENT_TYPE, JSON)
			.sendObject(Unpooled.wrappedBuffer(JUNK))
			.then();
	}

	/**
	 * Announce the complete body, send half of it and close the connection.
	 */
	public static Mono<Void> writeHalf(HttpServerRequest request, HttpServerResponse response, Answer answer) {
		byte[] half = Arrays.copyOf(answer.body(), answer.body().length / 2);
		Mono<ByteBuf> closing = Mono.fromRunnable(() -> request
			.withConnection((connection) -> connection.channel().eventLoop().execute(connection::dispose)));
		return start(response, answer)
			.send(Flux.just(piece(half)).concatWith(closing.then(Mono.never())), (piece) -> true)
			.then();
	}

	public static Mono<Void> drip(HttpServerResponse response, Answer answer, Duration pause) {
		byte[] body = answer.body();
		int size = (body.length + DRIPS - 1) / DRIPS;
		Flux<ByteBuf> pieces = Flux.range(0, DRIPS)
			.delayElements(pause)
			.map((number) -> piece(Arrays.copyOfRange(body, Math.min(number * size, body.length),
					Math.min((number + 1) * size, body.length))));
		return start(response, answer).send(pieces, (piece) -> true).then();
	}

	/**
	 * Reset the connection.
	 */
	public static Mono<Void> reset(HttpServerRequest request) {
		return Mono.defer(() -> {
			request.withConnection((connection) -> {
				Channel channel = connection.channel();
				// Without lingering, closing sends a reset.
				channel.config().setOption(ChannelOption.SO_LINGER, 0);
				channel.close();
			});
			return Mono.never();
		});
	}

	private static HttpServerResponse start(HttpServerResponse response, Answer answer) {
		return response.status(answer.status())
			.header(HttpHeaderNames.DATE, HttpDate.now())
			.header(HttpHeaderNames.CONTENT_TYPE, JSON)
			.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.body().length));
	}

	private static ByteBuf piece(byte[] bytes) {
		return Unpooled.wrappedBuffer(bytes);
	}

}
