package io.github.smsgist.sandbox;

import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import io.github.smsgist.sandbox.WebhookReceiver.Delivery;
import io.github.smsgist.webhook.WebhookSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SandboxWebhooks}, over the wire.
 */
class SandboxWebhooksTests {

	private static final Instant START = Instant.parse("2026-03-21T10:30:15Z");

	private static final String SECRET = "whsec_9bKq2LhV7yD4";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final SmsGistSandbox sandbox = SmsGistSandbox.builder()
		.manualClock(START)
		.delays(Duration.ofSeconds(1), Duration.ofSeconds(1))
		.start();

	private final SandboxCaller caller = new SandboxCaller(this.sandbox);

	@AfterEach
	void stop() {
		this.sandbox.close();
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void signatureIsTheVendors(JsonNode vector) {
		assertThat(new WebhookSigner(vector.get("secret").stringValue()).sign(vector.get("timestamp").stringValue(),
				vector.get("body").stringValue().getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(vector.get("signature").stringValue());
	}

	static Stream<JsonNode> vectors() throws Exception {
		try (InputStream json = SandboxWebhooksTests.class.getResourceAsStream("webhook-vectors.json")) {
			JsonNode vectors = new JsonMapper().readTree(json);
			assertThat(vectors).hasSize(3);
			return vectors.valueStream();
		}
	}

	@Test
	void eventIsPostedAsDocumentedAndSigned() throws Exception {
		try (WebhookReceiver receiver = receiver()) {
			String id = this.caller.sms("+233245972246", "Akwaaba – ɛyɛ 😀").messageId();
			Delivery delivery = delivered(receiver, 1).get(0);
			String recipientId = this.sandbox.lastSmsTo("+233245972246").recipients().get(0).recipientId();
			assertThat(delivery.method()).isEqualTo("POST");
			assertThat(delivery.header("Content-Type")).isEqualTo("application/json");
			assertThat(new String(delivery.body(), StandardCharsets.UTF_8))
				.isEqualTo("{\"event\":\"message.queued\",\"message_id\":\"" + id + "\",\"recipient_id\":\""
						+ recipientId + "\",\"recipient\":\"+233245972246\",\"status\":\"queued\","
						+ "\"timestamp\":\"2026-03-21T10:30:15Z\",\"metadata\":{}}");
			assertThat(age(delivery)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
			assertThat(isGenuine(delivery)).isTrue();
		}
	}

	@Test
	void eventsOfMessagesArriveInOrder() throws Exception {
		try (WebhookReceiver receiver = receiver()) {
			this.caller.post("/api/sms/send",
					"{\"recipients\":[\"+233245972246\",\"+233245970001\",\"+233245970002\"],\"message\":\"Hi\"}",
					null);
			this.sandbox.clock().advance(Duration.ofMinutes(1));
			delivered(receiver, 8);
			assertThat(receiver.deliveries()).allMatch(this::isGenuine);
			assertThat(receiver.deliveries()
				.stream()
				.map((delivery) -> delivery.json().get("status").stringValue() + " "
						+ delivery.json().get("recipient").stringValue().substring(9) + " "
						+ delivery.json().get("timestamp").stringValue().substring(17)))
				.containsExactly("queued 2246 15Z", "queued 0001 15Z", "queued 0002 15Z", "sent 2246 16Z",
						"failed 0001 16Z", "sent 0002 16Z", "delivered 2246 17Z", "failed 0002 17Z");
		}
	}

	@Test
	void emailHasItsOwnEvents() throws Exception {
		try (WebhookReceiver receiver = receiver()) {
			String id = this.caller.email("ama@example.com", "S", "B").messageId();
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.sandbox.open(id));
			this.sandbox.clock().advance(Duration.ofMinutes(1));
			this.sandbox.open(id);
			this.sandbox.click(id);
			this.caller.email("bounce@example.com", "S", "B");
			this.sandbox.clock().advance(Duration.ofMinutes(1));
			this.caller.email("complain@example.com", "S", "B");
			this.sandbox.clock().advance(Duration.ofMinutes(1));
			delivered(receiver, 12);
			assertThat(receiver.events()).containsExactly("message.queued", "message.sent", "message.delivered",
					"message.opened", "message.clicked", "message.queued", "message.sent", "message.bounced",
					"message.queued", "message.sent", "message.delivered", "message.complained");
		}
	}

	@Test
	void untrackedEmailHasNoEvents() {
		String sms = this.caller.sms("+233245972246", "Hi").messageId();
		String email = this.caller
			.post("/api/email/send",
					"{\"recipients\":\"a@b.co\",\"subject\":\"S\",\"body\":\"B\",\"no_tracking\":true}", null)
			.messageId();
		this.sandbox.clock().advance(Duration.ofMinutes(1));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.sandbox.open(email));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.click(sms));
		assertThatIllegalArgumentException().isThrownBy(() -> this.sandbox.open("unknown"));
	}

	@Test
	void failedDeliveryIsRetriedWithoutDelayingOthers() throws Exception {
		AtomicInteger calls = new AtomicInteger();
		try (WebhookReceiver receiver = receiver((delivery) -> (calls.incrementAndGet() <= 2) ? 503 : 204)) {
			this.sandbox.webhooks().attempts(4, Duration.ofSeconds(10));
			this.caller.sms("+233245972246", "Hi");
			delivered(receiver, 1);
			this.sandbox.clock().advance(Duration.ofSeconds(9));
			delivered(receiver, 3);
			this.sandbox.clock().advance(Duration.ofMinutes(1));
			delivered(receiver, 5);
			assertThat(receiver.events()).containsExactly("message.queued", "message.sent", "message.delivered",
					"message.queued", "message.sent");
			assertThat(this.sandbox.webhooks().deliveries()).extracting(WebhookDelivery::status)
				.containsExactly(503, 503, 204, 204, 204);
			assertThat(this.sandbox.webhooks().deliveries()).extracting(WebhookDelivery::attempt)
				.containsExactly(1, 1, 1, 2, 2);
		}
	}

	@Test
	void failedDeliveryIsRepeatedForDaysWithNewSignatures() throws Exception {
		try (WebhookReceiver receiver = receiver((delivery) -> 500)) {
			this.sandbox.webhooks().attempts(1000, Duration.ofHours(12));
			this.caller.sms("+233245970001", "Hi");
			delivered(receiver, 1);
			this.sandbox.clock().advance(Duration.ofDays(3));
			assertThat(this.sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
			// Each of the two first attempts, then after 12 hours, and daily twice.
			assertThat(receiver.deliveries()).hasSize(8).allMatch(this::isGenuine);
			assertThat(receiver.deliveries()).allMatch((delivery) -> age(delivery).compareTo(PATIENCE) < 0);
		}
	}

	@Test
	void endpointAddedTwiceGetsEachEventOnceWithTheLastSecret() throws Exception {
		try (WebhookReceiver receiver = receiver()) {
			this.sandbox.webhooks().deliverTo(receiver.url(), "another");
			this.sandbox.webhooks().deliverTo(receiver.url(), SECRET);
			this.caller.sms("+233245972246", "Hi");
			assertThat(delivered(receiver, 1)).allMatch(this::isGenuine);
		}
	}

	@Test
	void deliveryFailsAfterTheLastAttempt() throws Exception {
		try (WebhookReceiver receiver = receiver((delivery) -> 302)) {
			this.sandbox.webhooks().attempts(3, Duration.ZERO);
			this.caller.sms("+233245972246", "Hi");
			delivered(receiver, 3);
		}
		this.caller.sms("+233245972246", "Hi");
		assertThat(this.sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
		assertThat(this.sandbox.webhooks().deliveries()).extracting(WebhookDelivery::status)
			.containsExactly(302, 302, 302, 0, 0, 0);
	}

	@Test
	void realClockWaitsForEveryAttempt() throws Exception {
		try (SmsGistSandbox other = SmsGistSandbox.start();
				WebhookReceiver receiver = new WebhookReceiver((delivery) -> 500)) {
			other.webhooks().deliverTo(receiver.url(), SECRET);
			other.webhooks().attempts(3, Duration.ofMillis(20));
			new SandboxCaller(other).sms("+233245970003", "Hi");
			await().until(() -> other.lastSmsTo("+233245970003").status().equals("sent"));
			assertThat(other.webhooks().awaitIdle(PATIENCE)).isTrue();
			assertThat(receiver.deliveries()).hasSize(6);
		}
	}

	@Test
	void plannedMisbehaviorIsApplied() throws Exception {
		try (WebhookReceiver receiver = receiver()) {
			this.sandbox.webhooks().next(1).late(Duration.ofMinutes(6));
			this.sandbox.webhooks().next(1).twice();
			this.sandbox.webhooks().next(1).wronglySigned();
			for (int i = 0; i < 4; i++) {
				this.caller.sms("+23324597224" + i, "Hi");
			}
			List<Delivery> deliveries = delivered(receiver, 5);
			assertThat(deliveries.stream().map((delivery) -> age(delivery).toMinutes())).containsExactly(6L, 0L, 0L, 0L,
					0L);
			assertThat(deliveries.get(1).body()).isEqualTo(deliveries.get(2).body());
			assertThat(deliveries.stream().map(this::isGenuine)).containsExactly(true, true, true, false, true);
		}
	}

	@Test
	void eventsAreDeliveredInReverse() throws Exception {
		try (WebhookReceiver receiver = receiver()) {
			this.sandbox.webhooks().next(3).reversed();
			this.caller.sms("+233245972246", "Hi");
			this.sandbox.clock().advance(Duration.ofMinutes(1));
			this.caller.sms("+233245972246", "Hi");
			delivered(receiver, 4);
			assertThat(receiver.events()).containsExactly("message.delivered", "message.sent", "message.queued",
					"message.queued");
		}
	}

	@Test
	void resetRemovesDeliveriesAndKeepsTheEndpoint() throws Exception {
		try (WebhookReceiver receiver = receiver((delivery) -> isQueuedFor(delivery, "0009") ? 200 : 500)) {
			this.sandbox.webhooks().attempts(100, Duration.ofHours(1));
			this.caller.sms("+233245970008", "Hi");
			delivered(receiver, 1);
			this.sandbox.reset();
			assertThat(this.sandbox.webhooks().deliveries()).isEmpty();
			this.caller.sms("+233245970009", "Hi");
			assertThat(this.sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
			this.sandbox.clock().advance(Duration.ofDays(1));
			assertThat(this.sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
			assertThat(receiver.deliveries()).filteredOn((delivery) -> isQueuedFor(delivery, "0008")).hasSize(1);
			assertThat(receiver.deliveries()).filteredOn((delivery) -> isQueuedFor(delivery, "0009")).hasSize(1);
		}
	}

	@Test
	void allEndpointsGetEventsUntilStopped() throws Exception {
		try (WebhookReceiver first = receiver(); WebhookReceiver second = receiver()) {
			this.caller.sms("+233245972246", "Hi");
			assertThat(this.sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
			assertThat(first.deliveries().get(0).body()).isEqualTo(second.deliveries().get(0).body());
			this.sandbox.webhooks().stop();
			this.caller.sms("+233245972246", "Hi");
			assertThat(this.sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
			assertThat(first.deliveries()).hasSize(1);
		}
	}

	@Test
	void endpointMustBeAbsolute() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.sandbox.webhooks().deliverTo(URI.create("/hook"), SECRET));
	}

	private WebhookReceiver receiver() throws Exception {
		return receiver((delivery) -> 200);
	}

	private WebhookReceiver receiver(ToIntFunction<Delivery> answer) throws Exception {
		WebhookReceiver receiver = new WebhookReceiver(answer);
		this.sandbox.webhooks().deliverTo(receiver.url(), SECRET);
		return receiver;
	}

	private List<Delivery> delivered(WebhookReceiver receiver, int deliveries) {
		assertThat(this.sandbox.webhooks().awaitIdle(PATIENCE)).isTrue();
		assertThat(receiver.deliveries()).hasSize(deliveries);
		return receiver.deliveries();
	}

	private boolean isQueuedFor(Delivery delivery, String ending) {
		return delivery.json().get("event").stringValue().equals("message.queued")
				&& delivery.json().get("recipient").stringValue().endsWith(ending);
	}

	private Duration age(Delivery delivery) {
		return Duration.between(Instant.ofEpochSecond(Long.parseLong(delivery.header("X-SMSGist-Timestamp"))),
				Instant.now());
	}

	/**
	 * HMAC by its definition in RFC 2104, independent of the product's and the JDK's.
	 */
	private boolean isGenuine(Delivery delivery) {
		try {
			byte[] key = Arrays.copyOf(SECRET.getBytes(StandardCharsets.UTF_8), 64);
			MessageDigest inner = MessageDigest.getInstance("SHA-256");
			inner.update(xor(key, 0x36));
			inner.update((delivery.header("X-SMSGist-Timestamp") + ".").getBytes(StandardCharsets.UTF_8));
			inner.update(delivery.body());
			MessageDigest outer = MessageDigest.getInstance("SHA-256");
			outer.update(xor(key, 0x5c));
			String hex = String.format("%064x", new BigInteger(1, outer.digest(inner.digest())));
			return delivery.header("X-SMSGist-Signature").equals("sha256=" + hex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private byte[] xor(byte[] key, int pad) {
		byte[] result = new byte[key.length];
		for (int i = 0; i < key.length; i++) {
			result[i] = (byte) (key[i] ^ pad);
		}
		return result;
	}

}
