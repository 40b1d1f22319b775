package io.github.smsgist.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.Unpooled;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A server that answers every send with the same bytes, after a delay if it is told so,
 * or refuses every other request with a 429. A separate process, which ends with the one
 * that started it.
 */
final class MockServer {

	private static final byte[] SMSGIST = bytes("""
			{"status":"success","message":"Message queued for sending","data":{\
			"message_id":"7f3a2b9d-1e4c-4b2a-9d1e-4c7f3a2b9d1e","status":"queued","recipients_count":1,"segments":1,\
			"total_cost":0.03,"cost_per_unit":0.03,"recipients":[{\
			"recipient_id":"2d0f9b6e-5a1c-4f7e-8b3d-6c5a4e3f2d1b","recipient":"+233245972246"}],\
			"channel":"sms","created_at":"2026-03-21T10:28:00Z","environment":"live"}}""");

	private static final byte[] TWILIO = bytes(
			"""
					{"sid":"SM7f3a2b9d1e4c4b2a9d1e4c7f3a2b9d1e","account_sid":"AC7f3a2b9d1e4c4b2a9d1e4c7f3a2b9d1e",\
					"api_version":"2010-04-01","body":"Your order 77 has left the warehouse","num_segments":"1","num_media":"0",\
					"date_created":"Sat, 21 Mar 2026 10:28:00 +0000","date_sent":null,"direction":"outbound-api",\
					"error_code":null,"error_message":null,"from":"+233201234567","to":"+233245972246","price":null,\
					"price_unit":"USD","status":"queued"}""");

	private static final byte[] VONAGE = bytes("""
			{"message-count":"1","messages":[{"to":"233245972246","message-id":"0C000000217B7F02","status":"0",\
			"remaining-balance":"15.53590000","message-price":"0.03330000","network":"62001",\
			"client-ref":"order-77","account-ref":"customer1234","text":"Your order 77 has left the warehouse",\
			"channel":"sms","created":"2026-03-21T10:28:00Z","environment":"live","segments":"1",\
			"message-uuid":"7f3a2b9d-1e4c-4b2a-9d1e-4c7f3a2b9d1e"}]}""");

	private static final byte[] REFUSAL = bytes("""
			{"status":"error","message":"Rate limit exceeded","data":null}""");

	private final AtomicLong answers = new AtomicLong();

	private volatile int delayMillis;

	private volatile boolean refusing;

	private MockServer() {
	}

	public static void main(String[] args) throws IOException {
		MockServer mock = new MockServer();
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> request.receive().then(Mono.defer(() -> mock.answer(request, response))))
			.bindNow();
		System.out.println("PORT " + server.port());
		while (System.in.read() >= 0) {
			// Until the parent is gone.
		}
		server.disposeNow();
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		String path = request.path();
		if (path.startsWith("control")) {
			return control(path, response);
		}
		boolean refused = this.answers.incrementAndGet() % 2 == 0 && this.refusing;
		Mono<Void> answer = refused ? send(response, 429, REFUSAL)
				: send(response, path.startsWith("sms/") ? 200 : 201, body(path));
		int delay = this.delayMillis;
		return (delay == 0) ? answer : Mono.delay(Duration.ofMillis(delay)).then(answer);
	}

	/**
	 * {@code control/<delay>/<refusing>} sets what follows, {@code control} alone tells
	 * how many requests were answered.
	 */
	private Mono<Void> control(String path, HttpServerResponse response) {
		String[] words = path.split("/");
		if (words.length == 3) {
			this.delayMillis = Integer.parseInt(words[1]);
			this.refusing = Boolean.parseBoolean(words[2]);
		}
		return send(response, 200, bytes(String.valueOf(this.answers.get())));
	}

	private static byte[] body(String path) {
		if (path.startsWith("api/")) {
			return SMSGIST;
		}
		return path.startsWith("sms/") ? VONAGE : TWILIO;
	}

	private static Mono<Void> send(HttpServerResponse response, int status, byte[] body) {
		Publisher<Void> sent = response.status(status)
			.header("Content-Type", "application/json")
			.header("Content-Length", String.valueOf(body.length))
			.sendObject(Unpooled.wrappedBuffer(body));
		return Mono.from(sent);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
