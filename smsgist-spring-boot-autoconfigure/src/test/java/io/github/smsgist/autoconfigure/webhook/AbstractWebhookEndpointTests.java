package io.github.smsgist.autoconfigure.webhook;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.smsgist.autoconfigure.SmsGistConnectionDetails;
import io.github.smsgist.autoconfigure.webhook.WebhookTestApplication.Listeners;
import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookEvent.MessageBounced;
import io.github.smsgist.webhook.WebhookEvent.MessageClicked;
import io.github.smsgist.webhook.WebhookEvent.MessageComplained;
import io.github.smsgist.webhook.WebhookEvent.MessageDelivered;
import io.github.smsgist.webhook.WebhookEvent.MessageFailed;
import io.github.smsgist.webhook.WebhookEvent.MessageOpened;
import io.github.smsgist.webhook.WebhookEvent.MessageQueued;
import io.github.smsgist.webhook.WebhookEvent.MessageSent;
import io.github.smsgist.webhook.WebhookSigner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the endpoint has to do in a running application, whatever its web stack.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
abstract class AbstractWebhookEndpointTests {

	private static final String SECRET = "smsgist.webhook.secret=" + WebhookClient.SECRET;

	private static final String PATH = "/smsgist/webhook";

	private static final String SENT = "{\"event\":\"message.sent\",\"message_id\":\"m1\",\"recipient\":\"+233245972246\"}";

	private static final int MAX_BODY_SIZE = 256 * 1024;

	private final WebApplicationType type;

	private @Nullable ConfigurableApplicationContext context;

	/**
	 * The application with every property set.
	 */
	private @Nullable ConfigurableApplicationContext configured;

	AbstractWebhookEndpointTests(WebApplicationType type) {
		this.type = type;
	}

	/**
	 * Return the property that puts the whole application under a path.
	 */
	abstract String basePathProperty();

	/**
	 * Return a configuration that locks every path but that of the endpoint.
	 */
	abstract Class<?> securityConfiguration();

	/**
	 * Return a configuration with a router function for every path.
	 */
	abstract Class<?> catchAllConfiguration();

	@BeforeAll
	void start() {
		this.context = run(List.of(), SECRET);
		this.configured = run(List.of(), "smsgist.webhook.secret=new",
				"smsgist.webhook.additional-secrets=" + WebhookClient.SECRET + ",k,old",
				"smsgist.webhook.path=/hooks/sms", "smsgist.webhook.max-body-size=500B",
				"smsgist.webhook.listener-threads=1", "smsgist.webhook.queue-capacity=1", basePathProperty() + "=/app",
				"spring.mvc.hiddenmethod.filter.enabled=true", "spring.webflux.hiddenmethod.filter.enabled=true");
	}

	@AfterAll
	void stop() {
		context().close();
		configured().close();
	}

	@BeforeEach
	void reset() {
		listeners().reset();
		configured().getBean(Listeners.class).reset();
	}

	static Stream<Arguments> documentedEvents() {
		return Stream.of(Arguments.of("message.queued", MessageQueued.class),
				Arguments.of("message.sent", MessageSent.class),
				Arguments.of("message.delivered", MessageDelivered.class),
				Arguments.of("message.failed", MessageFailed.class),
				Arguments.of("message.opened", MessageOpened.class),
				Arguments.of("message.clicked", MessageClicked.class),
				Arguments.of("message.bounced", MessageBounced.class),
				Arguments.of("message.complained", MessageComplained.class));
	}

	@ParameterizedTest
	@MethodSource("documentedEvents")
	void eachDocumentedEventIsPublishedAsItsOwnType(String word, Class<? extends WebhookEvent> type) {
		HttpResponse<String> response = client()
			.deliver("{\"event\":\"%s\",\"message_id\":\"typed\",\"recipient\":\"ama@example.com\"}".formatted(word));
		assertAnswer(response, 200, "handled");
		assertThat(listeners().events()).singleElement().isExactlyInstanceOf(type).satisfies((event) -> {
			assertThat(event.event()).isEqualTo(word);
			assertThat(event.messageId()).isEqualTo("typed");
			assertThat(event.recipient()).isEqualTo("ama@example.com");
		});
	}

	@Test
	void anUnknownEventIsPublishedAsReceived() {
		assertAnswer(client().deliver("{\"event\":\"message.translated\",\"message_id\":\"unknown\",\"new\":1}"), 200,
				"handled");
		assertThat(listeners().events()).singleElement().isInstanceOf(WebhookEvent.Unknown.class).satisfies((event) -> {
			assertThat(event.event()).isEqualTo("message.translated");
			assertThat(event.messageId()).isEqualTo("unknown");
		});
	}

	@Test
	void aListenerOfOneTypeGetsThatTypeOnly() {
		client().deliver("{\"event\":\"message.sent\",\"message_id\":\"one-type\"}");
		client().deliver("{\"event\":\"message.delivered\",\"message_id\":\"one-type\"}");
		assertThat(listeners().events()).hasSize(2);
		assertThat(listeners().delivered()).extracting(MessageDelivered::messageId).containsExactly("one-type");
	}

	@Test
	void theSignedExamplesAreAccepted() throws IOException {
		WebhookClient client = configuredClient();
		List<Integer> statuses = new ArrayList<>();
		for (JsonNode vector : JsonMapper.shared()
			.readTree(new ClassPathResource("webhook-vectors.json").getContentAsByteArray())) {
			statuses.add(
					client
						.post(vector.required("timestamp").stringValue(), vector.required("signature").stringValue(),
								BodyPublishers.ofString(vector.required("body").stringValue()))
						.statusCode());
		}
		// The third one is genuine, but its body is empty.
		assertThat(statuses).containsExactly(200, 200, 400);
		List<WebhookEvent> events = configured().getBean(Listeners.class).events();
		assertThat(events.get(0)).isInstanceOf(MessageDelivered.class);
		assertThat(events.get(0).messageId()).isEqualTo("msg_7f3a2b9d1e4c");
		assertThat(events.get(1).metadata()).containsEntry("note", "Akwaaba – ɛyɛ 😀");
	}

	@Test
	void everyConfiguredSecretIsAcceptedAndNoOther() {
		WebhookClient client = configuredClient();
		assertAnswer(client.deliver(WebhookTestApplication.NOW, "new", sent("new")), 200, "handled");
		assertAnswer(client.deliver(WebhookTestApplication.NOW, "old", sent("old")), 200, "handled");
		assertAnswer(client.deliver(WebhookTestApplication.NOW, "older", sent("older")), 401, "signature_wrong");
	}

	@Test
	void aDeliveryThatIsNotGenuineIsRefused() {
		String timestamp = Long.toString(WebhookTestApplication.NOW.getEpochSecond());
		String signature = "sha256=" + "0".repeat(64);
		assertRefused(timestamp, signature, "signature_wrong");
		assertRefused(timestamp, null, "signature_missing");
		assertRefused(null, signature, "timestamp_missing");
		assertRefused(null, null, "timestamp_missing");
		assertRefused(timestamp, "0".repeat(64), "signature_malformed");
		assertRefused("yesterday", signature, "timestamp_malformed");
		assertThat(listeners().events()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "-300, 200, handled", "-301, 401, timestamp_too_old", "300, 200, handled",
			"301, 401, timestamp_in_future" })
	void aDeliveryMustBeSignedWithinTheTolerance(int seconds, int status, String result) {
		HttpResponse<String> response = client().deliver(WebhookTestApplication.NOW.plusSeconds(seconds),
				WebhookClient.SECRET, sent("tolerance" + seconds));
		assertAnswer(response, status, result);
		assertThat(listeners().events()).hasSize((status == 200) ? 1 : 0);
	}

	@Test
	void aBodyUpToTheBoundIsAccepted() {
		assertAnswer(client().deliver(WebhookTestApplication.NOW, WebhookClient.SECRET, padded("m2", MAX_BODY_SIZE)),
				200, "handled");
		assertAnswer(client().deliverChunked(padded("m3", MAX_BODY_SIZE)), 200, "handled");
		assertThat(listeners().events()).hasSize(2);
	}

	@Test
	void aBodyPastTheBoundIsRefused() {
		assertAnswer(
				client().deliver(WebhookTestApplication.NOW, WebhookClient.SECRET, padded("m4", MAX_BODY_SIZE + 1)),
				413, "too_large");
		assertAnswer(client().deliverChunked(padded("m4", MAX_BODY_SIZE + 1)), 413, "too_large");
		assertThat(listeners().events()).isEmpty();
	}

	@Test
	void aHugeBodyIsRefusedWithoutBeingRead() throws IOException {
		assertThat(client().sendOnly("Content-Length: 10737418240\r\n", new byte[0])).startsWith("HTTP/1.1 413");
	}

	@Test
	void anEndlessBodyIsReadUpToTheBoundOnly() throws IOException {
		byte[] chunk = new byte[MAX_BODY_SIZE + 1024];
		Arrays.fill(chunk, (byte) ' ');
		byte[] size = (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		byte[] beginning = Arrays.copyOf(size, size.length + chunk.length);
		System.arraycopy(chunk, 0, beginning, size.length, chunk.length);
		assertThat(client().sendOnly(unsignedHeaders() + "Transfer-Encoding: chunked\r\n", beginning))
			.startsWith("HTTP/1.1 413");
	}

	@Test
	void theBoundCanBeSet() {
		WebhookClient client = configuredClient();
		assertAnswer(client.deliver(WebhookTestApplication.NOW, WebhookClient.SECRET, padded("m5", 500)), 200,
				"handled");
		assertAnswer(client.deliver(WebhookTestApplication.NOW, WebhookClient.SECRET, padded("m6", 501)), 413,
				"too_large");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "junk", "{\"event\":\"message.sent\"", "{}", "[]", "null", "{\"event\":[1]}",
			"{\"event\":\"message.sent\",\"message_id\":{}}" })
	void genuineJunkIsRefused(String body) {
		assertAnswer(client().deliver(body), 400, "malformed");
		assertThat(listeners().events()).isEmpty();
	}

	@Test
	void aGenuineBodyThatCannotBeReadIsAWarning(CapturedOutput output) {
		assertAnswer(client().deliver("{\"event\":\"message.sent\",\"message_id\":[\"+233245972246\"]}"), 400,
				"malformed");
		assertThat(output).containsPattern("WARN.*webhook delivery was refused.*message id")
			.doesNotContain("+233245972246");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"timestamp\":\"2026-03-21T10:30:15+0000\"", "\"timestamp\":\"\"",
			"\"timestamp\":1774089015000", "\"metadata\":\"\"", "\"recipient\":[]" })
	void anOddOptionalFieldLosesNoEvent(String field) {
		assertAnswer(client().deliver("{\"event\":\"message.sent\",\"message_id\":\"odd\",%s}".formatted(field)), 200,
				"handled");
		assertThat(listeners().events()).singleElement().extracting(WebhookEvent::messageId).isEqualTo("odd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/form-data; boundary=x", "multipart/mixed; boundary=x",
			"application/x-www-form-urlencoded", "text/plain; charset=utf-16", "application/json; charset=none",
			"no/such/type", "*/*", "text/*", ";;;", "" })
	void theContentTypeDoesNotMatter(String contentType) {
		byte[] body = sent("type " + contentType);
		String timestamp = Long.toString(WebhookTestApplication.NOW.getEpochSecond());
		HttpRequest.Builder request = client().request()
			.setHeader("Content-Type", contentType)
			.POST(BodyPublishers.ofByteArray(body));
		assertAnswer(client().send(request), 401, "timestamp_missing");
		request.header("X-SMSGist-Timestamp", timestamp)
			.header("X-SMSGist-Signature", new WebhookSigner(WebhookClient.SECRET).sign(timestamp, body));
		assertAnswer(client().send(request), 200, "handled");
	}

	@Test
	void headersAreRefusedBeforeTheBody() throws IOException {
		String wrong = "X-SMSGist-Timestamp: 1\r\nX-SMSGist-Signature: sha256=%s\r\n".formatted("0".repeat(64));
		for (String headers : List.of("", wrong)) {
			assertThat(client().sendOnly(headers + "Content-Length: 1000\r\n", new byte[10]))
				.startsWith("HTTP/1.1 401");
			assertThat(client().sendOnly(headers + "Transfer-Encoding: chunked\r\n", new byte[0]))
				.startsWith("HTTP/1.1 401");
		}
	}

	@Test
	void aSlowListenerDelaysNeitherRefusalsNorOtherEndpoints() throws Exception {
		WebhookClient client = configuredClient();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		configured().getBean(Listeners.class).next((event) -> {
			begun.countDown();
			awaitUninterruptibly(end);
		});
		CompletableFuture<HttpResponse<String>> slow = client.deliverLater(sent("slow"));
		awaitUninterruptibly(begun);
		CompletableFuture<HttpResponse<String>> second = client.deliverLater(sent("second"));
		CompletableFuture<HttpResponse<String>> third = client.deliverLater(sent("third"));
		CompletableFuture.anyOf(second, third).get(60, TimeUnit.SECONDS);
		assertAnswer(second.isDone() ? second.join() : third.join(), 503, "busy");
		assertAnswer(client.post(null, null, BodyPublishers.ofString(SENT)), 401, "timestamp_missing");
		assertAnswer(client.deliver(WebhookTestApplication.NOW, "another secret", sent("forged")), 401,
				"signature_wrong");
		assertThat(client(configured(), "/app/echo").post(null, null, BodyPublishers.ofString("x")).body())
			.isEqualTo("x");
		assertThat(slow).isNotDone();
		end.countDown();
		assertAnswer(slow.get(60, TimeUnit.SECONDS), 200, "handled");
		CompletableFuture.allOf(second, third).get(60, TimeUnit.SECONDS);
		assertAnswer(client.deliver(WebhookTestApplication.NOW, WebhookClient.SECRET, sent("slow")), 200, "repeated");
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aBodyThatIsNotUtf8IsRefused() {
		byte[] body = "{\"event\":\"message.sent\",\"message_id\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertAnswer(client().deliver(WebhookTestApplication.NOW, WebhookClient.SECRET, body), 400, "malformed");
	}

	@Test
	void aBodyWithBrokenFramingIsRefused() throws IOException {
		assertThat(client().sendOnly(unsignedHeaders() + "Transfer-Encoding: chunked\r\n",
				"zz\r\n".getBytes(StandardCharsets.US_ASCII)))
			.startsWith("HTTP/1.1 400");
		assertThat(listeners().events()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "PUT", "PATCH", "DELETE" })
	void anotherMethodThanPostIsRefused(String method) {
		HttpResponse<String> response = client().send(client().request().method(method, BodyPublishers.ofString(SENT)));
		assertThat(response.statusCode()).isEqualTo(405);
		assertThat(response.headers().firstValue("Allow")).contains("POST");
	}

	@Test
	void aRepeatedDeliveryIsAcceptedAndNotPublishedAgain() {
		String body = "{\"event\":\"message.sent\",\"message_id\":\"repeated\"}";
		assertAnswer(client().deliver(body), 200, "handled");
		assertAnswer(client().deliver(body), 200, "repeated");
		assertThat(listeners().events()).hasSize(1);
	}

	@Test
	void aRepeatedDeliveryWithANewSignatureIsNotPublishedAgain() {
		byte[] body = sent("anew");
		assertAnswer(client().deliver(WebhookTestApplication.NOW, WebhookClient.SECRET, body), 200, "handled");
		assertAnswer(client().deliver(WebhookTestApplication.NOW.plusSeconds(60), WebhookClient.SECRET, body), 200,
				"repeated");
		assertThat(listeners().events()).hasSize(1);
	}

	@Test
	void aDeliveryRepeatedWhileItIsHandledHasToComeAgain() {
		String body = "{\"event\":\"message.sent\",\"message_id\":\"busy\"}";
		List<HttpResponse<String>> meanwhile = new ArrayList<>();
		listeners().next((event) -> meanwhile.add(client().deliver(body)));
		assertAnswer(client().deliver(body), 200, "handled");
		assertThat(meanwhile).singleElement().satisfies((response) -> assertAnswer(response, 503, "busy"));
		assertAnswer(client().deliver(body), 200, "repeated");
	}

	@Test
	void aDeliveryWhoseListenerFailedIsPublishedAgainWhenItIsRepeated(CapturedOutput output) {
		String body = "{\"event\":\"message.failed\",\"message_id\":\"m7\",\"recipient\":\"+233245972246\"}";
		listeners().next((event) -> {
			throw new IllegalStateException("database is down");
		});
		assertAnswer(client().deliver(body), 500, "failed");
		listeners().next((event) -> {
			throw new AssertionError("an error, which is no exception");
		});
		assertAnswer(client().deliver(body), 500, "failed");
		assertAnswer(client().deliver(body), 200, "handled");
		assertThat(listeners().events()).singleElement().isInstanceOf(MessageFailed.class);
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "IllegalStateException: database is down"))
			.isEqualTo(1);
		assertThat(output).containsPattern("a listener failed.*MessageFailed.*messageId=m7")
			.doesNotContain("+233245972246")
			.doesNotContain(WebhookClient.SECRET);
	}

	@Test
	void aSignedLineBreakForgesNoLineOfTheLog(CapturedOutput output) {
		listeners().next((event) -> {
			throw new IllegalStateException("database is down");
		});
		assertAnswer(client().deliver("{\"event\":\"forged\\r\\nevent\",\"message_id\":\"m\\nforged id\"}"), 500,
				"failed");
		assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("forged") || line.startsWith("event"));
	}

	@Test
	void bodiesOfOtherEndpointsAreLeftAlone() {
		byte[] random = new byte[2 * MAX_BODY_SIZE];
		new Random(42).nextBytes(random);
		String body = new String(random, StandardCharsets.ISO_8859_1);
		WebhookClient client = client(context(), "/echo");
		HttpResponse<String> response = client.post(null, null, BodyPublishers.ofString(body));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(body);
		assertThat(listeners().events()).isEmpty();
	}

	@Test
	void aFilterThatReadsFormsDoesNotTakeTheBody() {
		byte[] body = "{\"event\":\"message.sent\",\"note\":\"&_method=DELETE&\"}".getBytes(StandardCharsets.UTF_8);
		String timestamp = Long.toString(WebhookTestApplication.NOW.getEpochSecond());
		WebhookClient client = configuredClient();
		assertAnswer(client.send(client.request()
			.setHeader("Content-Type", "application/x-www-form-urlencoded")
			.header("X-SMSGist-Timestamp", timestamp)
			.header("X-SMSGist-Signature", new WebhookSigner(WebhookClient.SECRET).sign(timestamp, body))
			.POST(BodyPublishers.ofByteArray(body))), 200, "handled");
	}

	@Test
	void theClientNeedNotBeSetUp() {
		assertThat(context().getBeanProvider(SmsGistConnectionDetails.class).getIfAvailable()).isNull();
	}

	@Test
	void thePathCanBeSetAndIsWithinThatOfTheApplication() {
		assertAnswer(configuredClient().deliver(SENT), 200, "handled");
		assertThat(client(configured(), "/hooks/sms").deliver(SENT).statusCode()).isEqualTo(404);
		assertThat(client(configured(), "/app" + PATH).deliver(SENT).statusCode()).isEqualTo(404);
	}

	@Test
	void thePathCanBeOpenedWithSpringSecurity() {
		try (ConfigurableApplicationContext context = run(List.of(securityConfiguration()), SECRET)) {
			assertAnswer(client(context, PATH).deliver(SENT), 200, "handled");
			assertAnswer(client(context, PATH).post(null, null, BodyPublishers.ofString(SENT)), 401,
					"timestamp_missing");
			assertThat(client(context, "/echo").deliver(SENT).statusCode()).isIn(401, 403);
		}
	}

	@Test
	void aRouteOfTheApplicationForEveryPathDoesNotHideTheEndpoint() {
		try (ConfigurableApplicationContext context = run(List.of(catchAllConfiguration()), SECRET)) {
			assertAnswer(client(context, PATH).deliver(SENT), 200, "handled");
			assertThat(client(context, "/anything").deliver(SENT).body()).isEqualTo("caught");
		}
	}

	@Test
	void thereIsNoEndpointWithoutASecret() {
		try (ConfigurableApplicationContext context = run(List.of(), "smsgist.webhook.secret=")) {
			assertThat(client(context, PATH).deliver(SENT).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void aPathThatCannotBeUsedIsReportedInASentence(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(List.of(), SECRET, "smsgist.webhook.path=/smsgist/{id}"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Invalid value '/smsgist/{id}' for configuration property 'smsgist.webhook.path'")
			.contains("It must start with a slash")
			.doesNotContain(WebhookClient.SECRET);
	}

	final Listeners listeners() {
		return context().getBean(Listeners.class);
	}

	final WebhookClient client() {
		return client(context(), PATH);
	}

	final ConfigurableApplicationContext context() {
		assertThat(this.context).isNotNull();
		return this.context;
	}

	private WebhookClient configuredClient() {
		return client(configured(), "/app/hooks/sms");
	}

	private ConfigurableApplicationContext configured() {
		assertThat(this.configured).isNotNull();
		return this.configured;
	}

	final ConfigurableApplicationContext run(List<Class<?>> configurations, String... properties) {
		return new SpringApplicationBuilder(WebhookTestApplication.class)
			.sources(configurations.toArray(Class<?>[]::new))
			.web(this.type)
			.properties("server.port=0", "spring.http.codecs.max-in-memory-size=2MB")
			.properties(properties)
			.run();
	}

	static WebhookClient client(ConfigurableApplicationContext context, String path) {
		return new WebhookClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
				path);
	}

	static void assertAnswer(HttpResponse<String> response, int status, String result) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).isEqualTo("{\"result\":\"" + result + "\"}");
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
	}

	private void assertRefused(@Nullable String timestamp, @Nullable String signature, String result) {
		assertAnswer(client().post(timestamp, signature, BodyPublishers.ofString(SENT)), 401, result);
	}

	private static byte[] sent(String messageId) {
		return "{\"event\":\"message.sent\",\"message_id\":\"%s\"}".formatted(messageId)
			.getBytes(StandardCharsets.UTF_8);
	}

	private static String unsignedHeaders() {
		return "X-SMSGist-Timestamp: %d\r\nX-SMSGist-Signature: sha256=%s\r\n"
			.formatted(WebhookTestApplication.NOW.getEpochSecond(), "0".repeat(64));
	}

	private static byte[] padded(String messageId, int length) {
		String event = "{\"event\":\"message.sent\",\"message_id\":\"%s\"}".formatted(messageId);
		return (event + " ".repeat(length - event.length())).getBytes(StandardCharsets.US_ASCII);
	}

}
