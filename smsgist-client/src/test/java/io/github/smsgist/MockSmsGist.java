package io.github.smsgist;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.smsgist.client.SmsGistConnection;
import io.github.smsgist.internal.resilience.RetrySettings;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

/**
 * Stands in for SMSGist: a server that answers what a test tells it to, and templates
 * that are connected to it and lose no time between attempts.
 */
public final class MockSmsGist implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	/**
	 * How many requests a call may make in all.
	 */
	public static final int MAX_ATTEMPTS = 3;

	/**
	 * The client id of the templates.
	 */
	public static final String CLIENT_ID = "client-77";

	/**
	 * The client secret of the templates. Of a length at which base64 has padding in
	 * every layout: else one token in eight would be good base64 and good base64url, and
	 * tests of the format fail now and then.
	 */
	public static final String CLIENT_SECRET = "cs_live_hush-hush-5521-0123456789abcd";

	/**
	 * The app secret key of the templates.
	 */
	public static final String APP_SECRET_KEY = "icvaLqHGl0rzdCJ63lXpYCQoOFk7goA9";

	/**
	 * The bearer token of the templates.
	 */
	public static final String TOKEN = "dG9rZW4tb2YtdGhlLXRlc3Rz";

	/**
	 * The data of a send's answer.
	 */
	public static final String SENT = """
			{"message_id":"m-1","status":"queued","recipients_count":1}""";

	private final WireMockServer server = new WireMockServer(wireMockConfig().bindAddress("127.0.0.1")
		.dynamicPort()
		// Late answers must not keep threads from the tests that follow.
		.containerThreads(50)
		.asynchronousResponseEnabled(true)
		.asynchronousResponseThreads(20));

	@Override
	public void beforeAll(ExtensionContext context) {
		this.server.start();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.server.resetAll();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.server.stop();
	}

	/**
	 * The server itself.
	 * @return the server
	 */
	public WireMockServer server() {
		return this.server;
	}

	/**
	 * Answer every request alike.
	 * @param answer the answer
	 */
	public void answer(ResponseDefinitionBuilder answer) {
		this.server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(answer));
	}

	/**
	 * Answer the requests in turn, the last answer for all that follow.
	 * @param answers the answers
	 */
	public void answerInTurn(ResponseDefinitionBuilder... answers) {
		for (int i = 0; i < answers.length; i++) {
			ScenarioMappingBuilder stub = WireMock.any(WireMock.anyUrl())
				.inScenario("in turn")
				.whenScenarioStateIs((i == 0) ? Scenario.STARTED : "after " + i);
			if (i < answers.length - 1) {
				stub.willSetStateTo("after " + (i + 1));
			}
			this.server.stubFor(stub.willReturn(answers[i]));
		}
	}

	/**
	 * The requests so far, oldest first.
	 * @return the requests
	 */
	public List<LoggedRequest> requests() {
		return this.server.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	/**
	 * The one request there was.
	 * @return the request
	 */
	public LoggedRequest request() {
		List<LoggedRequest> requests = requests();
		if (requests.size() != 1) {
			throw new AssertionError("There were %d requests".formatted(requests.size()));
		}
		return requests.get(0);
	}

	/**
	 * A connection to the server.
	 * @return the connection
	 */
	public SmsGistConnection connection() {
		return connection(this.server.port());
	}

	/**
	 * A builder of templates that are connected to the server.
	 * @return the builder
	 */
	public SmsGistTemplateBuilder templates() {
		return templates(webClient(HttpClient.create()), connection());
	}

	/**
	 * A connection to a port of this machine.
	 * @param port the port
	 * @return the connection
	 */
	public static SmsGistConnection connection(int port) {
		return new SmsGistConnection(URI.create("http://127.0.0.1:" + port), CLIENT_ID, CLIENT_SECRET, APP_SECRET_KEY);
	}

	/**
	 * A builder of templates that lose no time between attempts.
	 * @param webClientBuilder makes the requests
	 * @param connection where to
	 * @return the builder
	 */
	public static SmsGistTemplateBuilder templates(WebClient.Builder webClientBuilder, SmsGistConnection connection) {
		Duration instant = Duration.ofMillis(1);
		return SmsGistTemplateBuilder.create(webClientBuilder)
			.connection(connection)
			.tokenEncryptor((clientSecret, appSecretKey) -> TOKEN)
			.retry(RetrySettings.backoff(MAX_ATTEMPTS, instant, 1, instant).build())
			.maxDuration(Duration.ofMinutes(2))
			.noRateLimiter();
	}

	/**
	 * A web client that repeats nothing on its own, as the auto-configured one.
	 * @param httpClient the HTTP client
	 * @return the builder
	 */
	public static WebClient.Builder webClient(HttpClient httpClient) {
		return WebClient.builder().clientConnector(new ReactorClientHttpConnector(httpClient.disableRetry(true)));
	}

	/**
	 * An answer with a JSON body.
	 * @param status the HTTP status
	 * @param body the body
	 * @return the answer
	 */
	public static ResponseDefinitionBuilder json(int status, String body) {
		return WireMock.aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
	}

	/**
	 * A success.
	 * @param data the data
	 * @return the answer
	 */
	public static ResponseDefinitionBuilder success(String data) {
		return json(201, """
				{"status":"success","message":"OK","data":%s}""".formatted(data));
	}

	/**
	 * An error as the API documents it.
	 * @param status the HTTP status
	 * @param message the message
	 * @return the answer
	 */
	public static ResponseDefinitionBuilder error(int status, String message) {
		return json(status, """
				{"status":"error","message":"%s","data":null}""".formatted(message));
	}

}
