package io.github.smsgist.sandbox;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives webhooks with the JDK's own server and keeps them raw.
 */
final class WebhookReceiver implements AutoCloseable {

	private final HttpServer server;

	private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

	WebhookReceiver(ToIntFunction<Delivery> answer) throws Exception {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/hook", (exchange) -> {
			Delivery delivery = new Delivery(exchange.getRequestMethod(), Map.copyOf(exchange.getRequestHeaders()),
					exchange.getRequestBody().readAllBytes());
			this.deliveries.add(delivery);
			exchange.sendResponseHeaders(answer.applyAsInt(delivery), -1);
			exchange.close();
		});
		this.server.start();
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort() + "/hook");
	}

	List<Delivery> deliveries() {
		return this.deliveries;
	}

	List<String> events() {
		return this.deliveries.stream().map((delivery) -> delivery.json().get("event").stringValue()).toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	record Delivery(String method, Map<String, List<String>> headers, byte[] body) {

		String header(String name) {
			return this.headers.entrySet()
				.stream()
				.filter((header) -> header.getKey().equalsIgnoreCase(name))
				.map((header) -> header.getValue().get(0))
				.findFirst()
				.orElseThrow();
		}

		JsonNode json() {
			return new JsonMapper().readTree(this.body);
		}

	}

}
