package io.github.smsgist.experiment;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookSigner;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reactive application with a small heap, slow listeners and many strangers loses no
 * delivery and stays healthy.
 */
@Tag("experiment")
class WebhookFloodTests {

	private static final String SECRET = "whsec_flood_experiment";

	private static final int UNSIGNED = 5_000;

	private static final int UNSIGNED_SIZE = 250_000;

	private static final int SLOW = 300;

	private static final Duration LISTENER_TIME = Duration.ofSeconds(1);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@Test
	void strangersAndSlowListenersLoseNothing(@TempDir Path directory) throws Exception {
		Path port = directory.resolve("port");
		Path handled = Files.createFile(directory.resolve("handled"));
		Process application = start(port, handled);
		try {
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(port));
			String url = "http://localhost:" + Files.readString(port);
			Instant start = Instant.now();
			Health health = new Health(url);
			Map<Integer, AtomicInteger> unsigned = new ConcurrentHashMap<>();
			AtomicInteger putOff = new AtomicInteger();
			ExecutorService strangers = Executors.newFixedThreadPool(100);
			ExecutorService service = Executors.newFixedThreadPool(SLOW);
			Thread watch = new Thread(health);
			watch.start();
			byte[] forged = new byte[UNSIGNED_SIZE];
			for (int i = 0; i < UNSIGNED; i++) {
				strangers.execute(() -> count(unsigned, post(url, "sha256=" + "0".repeat(64), forged)));
			}
			for (int i = 0; i < SLOW; i++) {
				byte[] body = "{\"event\":\"message.sent\",\"message_id\":\"slow-%s\"}".formatted(i)
					.getBytes(StandardCharsets.UTF_8);
				service.execute(() -> {
					while (post(url, null, body) != 200) {
						putOff.incrementAndGet();
					}
				});
			}
			strangers.shutdown();
			service.shutdown();
			assertThat(service.awaitTermination(5, TimeUnit.MINUTES)).as("all signed deliveries").isTrue();
			assertThat(strangers.awaitTermination(5, TimeUnit.MINUTES)).as("all unsigned deliveries").isTrue();
			Duration duration = Duration.between(start, Instant.now());
			health.stop.set(true);
			watch.join();
			List<String> ids = Files.readAllLines(handled);
			Results.print("webhook-flood",
					("%s unsigned of %s bytes: %s; %s slow: %s handled, put off %s times; health: %s requests, "
							+ "%s errors, slowest %s ms; %s s in all")
						.formatted(UNSIGNED, UNSIGNED_SIZE, unsigned, SLOW, ids.size(), putOff, health.requests,
								health.errors, health.slowest, duration.toSeconds()));
			assertThat(ids).hasSize(SLOW).doesNotHaveDuplicates();
			assertThat(health.requests.get()).isPositive();
			assertThat(health.errors).hasValue(0);
			assertThat(unsigned.keySet()).isSubsetOf(Set.of(401, 503, 0));
			assertThat(application.isAlive()).isTrue();
		}
		finally {
			application.destroyForcibly().waitFor();
		}
	}

	/**
	 * Deliver once, signed unless there is a signature.
	 * @return the status, 0 if there was no answer
	 */
	private int post(String url, @Nullable String signature, byte[] body) {
		String timestamp = Long.toString(Instant.now().getEpochSecond());
		HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/smsgist/webhook"))
			.header("X-SMSGist-Timestamp", timestamp)
			.header("X-SMSGist-Signature",
					(signature != null) ? signature : new WebhookSigner(SECRET).sign(timestamp, body))
			.POST(HttpRequest.BodyPublishers.ofByteArray(body))
			.build();
		return send(request);
	}

	private int send(HttpRequest request) {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void count(Map<Integer, AtomicInteger> counts, int status) {
		counts.computeIfAbsent(status, (key) -> new AtomicInteger()).incrementAndGet();
	}

	private static Process start(Path port, Path handled) throws IOException {
		return new ProcessBuilder(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx256m",
				"-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), Receiver.class.getName(),
				port.toString(), handled.toString()))
			.redirectErrorStream(true)
			.redirectOutput(new File("target", "webhook-flood.log"))
			.start();
	}

	/**
	 * Asks for the health of the application without a break.
	 */
	private final class Health implements Runnable {

		private final HttpRequest request;

		private final AtomicBoolean stop = new AtomicBoolean();

		private final AtomicInteger requests = new AtomicInteger();

		private final AtomicInteger errors = new AtomicInteger();

		private final AtomicLong slowest = new AtomicLong();

		Health(String url) {
			this.request = HttpRequest.newBuilder(URI.create(url + "/actuator/health"))
				.timeout(Duration.ofSeconds(10))
				.build();
		}

		@Override
		public void run() {
			while (!this.stop.get()) {
				long start = System.nanoTime();
				if (send(this.request) != 200) {
					this.errors.incrementAndGet();
				}
				this.requests.incrementAndGet();
				this.slowest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), Math::max);
			}
		}

	}

	/**
	 * An application whose listener takes its time.
	 */
	@SpringBootApplication
	static class Receiver {

		private static Path handled = Path.of("");

		public static void main(String[] args) throws IOException {
			handled = Path.of(args[1]);
			ConfigurableApplicationContext context = new SpringApplicationBuilder(Receiver.class)
				.web(WebApplicationType.REACTIVE)
				.properties("server.port=0", "smsgist.webhook.secret=" + SECRET, "spring.main.banner-mode=off")
				.run();
			Path port = Path.of(args[0]);
			Path written = Files.writeString(port.resolveSibling("port.tmp"),
					context.getEnvironment().getRequiredProperty("local.server.port"));
			Files.move(written, port);
		}

		@EventListener
		void on(WebhookEvent event) throws Exception {
			TimeUnit.NANOSECONDS.sleep(LISTENER_TIME.toNanos());
			synchronized (Receiver.class) {
				Files.writeString(handled, event.messageId() + "\n", StandardOpenOption.APPEND);
			}
		}

	}

}
