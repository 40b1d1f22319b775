package io.github.smsgist.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a sandbox as an application would, without any code of the product. Never calls
 * twice on its own.
 */
final class SandboxCaller {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final String token;

	private final HttpClient client;

	SandboxCaller(SmsGistSandbox sandbox) {
		this.token = sandbox.newToken();
		this.client = HttpClient.create(ConnectionProvider.newConnection())
			.disableRetry(true)
			.baseUrl(sandbox.url().toString())
			.responseTimeout(Duration.ofSeconds(20));
	}

	Reply sms(String recipient, String text) {
		return sms(recipient, text, null);
	}

	Reply sms(String recipient, String text, @Nullable String key) {
		return smsLater(recipient, text, key).block();
	}

	Mono<Reply> smsLater(String recipient, String text, @Nullable String key) {
		String body = MAPPER.createObjectNode().put("recipients", recipient).put("message", text).toString();
		return postLater("/api/sms/send", body, key);
	}

	Reply email(String recipient, String subject, String body) {
		return post("/api/email/send",
				MAPPER.createObjectNode()
					.put("recipients", recipient)
					.put("subject", subject)
					.put("body", body)
					.toString(),
				null);
	}

	Reply status(String id) {
		return get("/api/message/" + id + "/status");
	}

	Reply retry(String id, @Nullable String key) {
		return post("/api/message/" + id + "/retry", "", key);
	}

	Reply balance() {
		return get("/api/credits/balance");
	}

	Reply get(String path) {
		return exchange("GET", path, "", (headers) -> headers).block();
	}

	Reply post(String path, String body, @Nullable String key) {
		return postLater(path, body, key).block();
	}

	Mono<Reply> postLater(String path, String body, @Nullable String key) {
		return exchange("POST", path, body,
				(headers) -> (key != null) ? headers.set("X-Idempotency-Key", key) : headers);
	}

	Mono<Reply> exchange(String method, String path, String body, UnaryOperator<HttpHeaders> headers) {
		return this.client
			.headers((defaults) -> headers.apply(defaults.set("X-Client-Id", "sandbox-client")
				.set("Authorization", "Bearer " + this.token)
				.set("Content-Type", "application/json")))
			.request(HttpMethod.valueOf(method))
			.uri(path)
			.send(Mono.fromSupplier(() -> Unpooled.copiedBuffer(body, StandardCharsets.UTF_8)))
			.responseSingle((response, content) -> content.asString()
				.defaultIfEmpty("")
				.map((text) -> new Reply(response.status().code(), response.responseHeaders(), text)));
	}

	record Reply(int status, HttpHeaders headers, String body) {

		JsonNode json() {
			return MAPPER.readTree(this.body);
		}

		JsonNode data() {
			return json().get("data");
		}

		String message() {
			return json().get("message").stringValue();
		}

		String messageId() {
			return data().get("message_id").stringValue();
		}

	}

}
