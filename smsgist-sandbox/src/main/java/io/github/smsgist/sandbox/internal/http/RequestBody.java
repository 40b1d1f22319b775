package io.github.smsgist.sandbox.internal.http;

import java.io.ByteArrayOutputStream;

import io.github.smsgist.sandbox.internal.service.ApiException;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Reads the bodies of requests, up to a maximum size.
 */
public final class RequestBody {

	static final int MAX_BYTES = 1024 * 1024;

	private RequestBody() {
	}

	/**
	 * Read the body of a request.
	 * @param request the request
	 * @return the body, an {@link ApiException} if it is too large, or nothing if it does
	 * not arrive in time, which closes the connection
	 */
	public static Mono<byte[]> read(HttpServerRequest request) {
		String length = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
		// Netty has already refused a length that is not a number.
		if (length != null && Long.parseLong(length) > MAX_BYTES) {
			return Mono.error(tooLarge());
		}
		// Not aggregate(), whose composite buffer costs more than a copy.
		return request.receive().collect(ByteArrayOutputStream::new, (body, part) -> {
			if (body.size() + part.readableBytes() > MAX_BYTES) {
				throw tooLarge();
			}
			body.writeBytes(ByteBufUtil.getBytes(part));
		}).map(ByteArrayOutputStream::toByteArray).onErrorComplete(ReadTimeoutException.class);
	}

	private static ApiException tooLarge() {
		return new ApiException(400, "Request body is too large");
	}

}
