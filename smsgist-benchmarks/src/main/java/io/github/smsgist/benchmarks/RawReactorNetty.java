package io.github.smsgist.benchmarks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * What the stack below {@code WebClient} takes to move the bytes, without looking at
 * them: no client on it can cost less.
 */
final class RawReactorNetty implements Contestant.Reactive {

	private static final byte[] BODY = ("{\"recipients\":[\"" + Sample.RECIPIENT + "\"],\"message\":\"" + Sample.TEXT
			+ "\"}")
		.getBytes(StandardCharsets.UTF_8);

	private final HttpClient client;

	private final AtomicLong key = new AtomicLong(System.nanoTime());

	RawReactorNetty(URI url) {
		String token = SpringClients.token();
		this.client = HttpClient.create(SpringClients.pool("raw"))
			.baseUrl(url.toString())
			.headers((headers) -> headers.set("X-Client-Id", Sample.CLIENT_ID)
				.set("Authorization", "Bearer " + token)
				.set("Content-Type", "application/json")
				.set("Content-Length", BODY.length));
	}

	@Override
	public Mono<?> send() {
		return this.client.post().uri("/api/sms/send").send((request, outbound) -> {
			request.header("X-Idempotency-Key", String.valueOf(this.key.incrementAndGet()));
			return outbound.send(Mono.just(Unpooled.wrappedBuffer(BODY)));
		}).responseSingle((response, body) -> (response.status().code() == 201) ? body.map((bytes) -> {
			bytes.readableBytes();
			return response;
		}) : Mono.error(new IllegalStateException("Status " + response.status())));
	}

}
