package io.github.smsgist.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistResponseException;
import io.github.smsgist.error.SmsGistServerException;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.model.SendReceipt;
import io.netty.channel.ChannelOption;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the HTTP client that the auto-configuration makes out of the application's.
 */
class SmsGistHttpTests {

	private static final String NUMBER = "+233245972246";

	private final WireMockServer service = StubbedSmsGist.reset();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(StubbedSmsGist.autoConfigurations())
		.withPropertyValues(StubbedSmsGist.properties());

	@BeforeEach
	void stub() {
		this.service.stubFor(StubbedSmsGist.sms());
		this.service.stubFor(StubbedSmsGist.balance("125.44"));
	}

	@Test
	void wireFormatIsIndependentOfTheApplicationsJacksonSettings() {
		this.contextRunner
			.withPropertyValues("spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE",
					"spring.jackson.deserialization.fail-on-unknown-properties=true",
					"spring.jackson.default-property-inclusion=always",
					"spring.jackson.deserialization.use-big-decimal-for-floats=false")
			.run((context) -> {
				SendReceipt receipt = context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello");
				assertThat(receipt.messageId()).isEqualTo("m-1");
				assertThat(receipt.totalCost()).isEqualByComparingTo("0.03");
				this.service
					.verify(postRequestedFor(urlEqualTo(StubbedSmsGist.SMS_PATH)).withRequestBody(equalToJson("""
							{"recipients":["+233245972246"],"message":"Hello"}""")));
				assertThat(context.getBean(JsonMapper.class).writeValueAsString(new Theirs("x", null)))
					.isEqualTo("{\"SomeName\":\"x\",\"OtherName\":null}");
			});
	}

	@Test
	void usesTheApplicationsWebClientBuilderAndLeavesItAsItIs() {
		this.service.stubFor(get("/theirs").willReturn(aResponse().withBody("x".repeat(300_000))));
		this.contextRunner.withUserConfiguration(SingletonWebClientBuilder.class).run((context) -> {
			SingletonWebClientBuilder theirs = context.getBean(SingletonWebClientBuilder.class);
			context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello");
			context.getBean(SmsGistOperations.class).getCreditBalance();
			assertThat(theirs.filtered).hasValue(2);
			WebClient client = context.getBean(WebClient.Builder.class).build();
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> client.get()
					.uri(this.service.baseUrl() + "/theirs")
					.retrieve()
					.bodyToMono(String.class)
					.block())
				.withCauseInstanceOf(DataBufferLimitException.class);
			assertThat(theirs.filtered).hasValue(3);
			this.service.verify(getRequestedFor(urlEqualTo("/theirs")).withHeader("X-Theirs", equalTo("theirs"))
				.withHeader("X-Client-Id", absent())
				.withHeader(HttpHeaders.AUTHORIZATION, absent()));
		});
	}

	@Test
	void timeoutPropertiesTakePrecedenceOverGlobalOnes() {
		ApplicationContextRunner runner = this.contextRunner.withUserConfiguration(CapturedHttpClient.class);
		runner.run((context) -> assertTimeouts(context, 5000, 10000));
		runner.withPropertyValues("spring.http.clients.connect-timeout=4s", "spring.http.clients.read-timeout=8s")
			.run((context) -> assertTimeouts(context, 4000, 8000));
		runner
			.withPropertyValues("spring.http.clients.connect-timeout=4s", "spring.http.clients.read-timeout=8s",
					"smsgist.http.connect-timeout=3s", "smsgist.http.read-timeout=6s")
			.run((context) -> assertTimeouts(context, 3000, 6000));
	}

	private static void assertTimeouts(ApplicationContext context, int connectMillis, int readMillis) {
		context.getBean(SmsGistWebClientFactory.class).builder();
		List<HttpClient> clients = context.getBean(CapturedHttpClient.class).clients;
		HttpClient client = clients.get(clients.size() - 1);
		assertThat(client.configuration().options().get(ChannelOption.CONNECT_TIMEOUT_MILLIS)).isEqualTo(connectMillis);
		assertThat(client.configuration().responseTimeout()).isEqualTo(Duration.ofMillis(readMillis));
	}

	/**
	 * The JDK's timeout is one for everything: it leaves a busy machine time to connect.
	 */
	@ParameterizedTest
	@CsvSource({ "reactor, 200ms", "jdk, 2s", "http-components, 200ms" })
	void readTimeoutEndsAnAttemptWithAnUnknownOutcome(String connector, String readTimeout) {
		this.service.stubFor(StubbedSmsGist.sms().willReturn(aResponse().withFixedDelay(20_000)));
		this.contextRunner
			.withPropertyValues("spring.http.clients.reactive.connector=" + connector,
					"smsgist.http.read-timeout=" + readTimeout)
			.run((context) -> assertThatExceptionOfType(SmsGistTransportException.class)
				.isThrownBy(() -> context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello"))
				.satisfies((failure) -> assertThat(failure.getOutcome()).isEqualTo(Outcome.UNKNOWN)));
	}

	@Test
	void trustsTheSslBundleAndNothingElse(@TempDir Path directory) throws Exception {
		Path keyStore = selfSigned(directory.resolve("service.p12"));
		WireMockServer secure = new WireMockServer(WireMockConfiguration.wireMockConfig()
			.dynamicPort()
			.dynamicHttpsPort()
			.keystorePath(keyStore.toString())
			.keystoreType("PKCS12")
			.keystorePassword("changeit")
			.keyManagerPassword("changeit"));
		secure.start();
		try {
			secure.stubFor(StubbedSmsGist.sms());
			ApplicationContextRunner runner = this.contextRunner.withPropertyValues(
					"smsgist.base-url=https://localhost:" + secure.httpsPort(),
					"spring.ssl.bundle.jks.service.truststore.location=file:" + keyStore,
					"spring.ssl.bundle.jks.service.truststore.type=PKCS12",
					"spring.ssl.bundle.jks.service.truststore.password=changeit");
			runner.run((context) -> assertThatExceptionOfType(SmsGistTransportException.class)
				.isThrownBy(() -> context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello"))
				.satisfies((failure) -> assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED)));
			assertThat(secure.getAllServeEvents()).isEmpty();
			for (String property : List.of("smsgist.http.ssl.bundle=service",
					"spring.http.clients.ssl.bundle=service")) {
				runner.withPropertyValues(property)
					.run((context) -> assertThat(
							context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello").messageId())
						.isEqualTo("m-1"));
			}
		}
		finally {
			secure.stop();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void redirectsAreNotFollowedWhateverTheApplicationSays(String connector) {
		WireMockServer elsewhere = new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
		elsewhere.start();
		try {
			elsewhere.stubFor(StubbedSmsGist.sms());
			for (int status : List.of(301, 302, 303, 307, 308)) {
				this.service.stubFor(post(StubbedSmsGist.SMS_PATH).willReturn(aResponse().withStatus(status)
					.withHeader(HttpHeaders.LOCATION, elsewhere.url(StubbedSmsGist.SMS_PATH))));
				this.contextRunner.withUserConfiguration(RedirectsEverywhere.class)
					.withPropertyValues("spring.http.clients.reactive.connector=" + connector,
							"spring.http.clients.redirects=follow")
					.run((context) -> {
						assertThatExceptionOfType(SmsGistResponseException.class)
							.isThrownBy(() -> context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello"))
							.satisfies((failure) -> assertThat(failure.getHttpStatus()).isEqualTo(status));
						assertThat(context.getBean(RedirectsEverywhere.class).applied).isPositive();
					});
			}
			assertThat(elsewhere.getAllServeEvents()).isEmpty();
		}
		finally {
			elsewhere.stop();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void theHttpClientRepeatsNothingOnItsOwn(String connector) {
		ApplicationContextRunner runner = this.contextRunner
			.withPropertyValues("spring.http.clients.reactive.connector=" + connector);
		this.service.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		runner.run((context) -> assertOneRequest(context.getBean(SmsGistOperations.class),
				SmsGistTransportException.class));
		this.service.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
		runner.run((context) -> assertOneRequest(context.getBean(SmsGistOperations.class),
				SmsGistTransportException.class));
		this.service.stubFor(post(anyUrl()).willReturn(StubbedSmsGist.error(503).withHeader("Retry-After", "0")));
		runner
			.run((context) -> assertOneRequest(context.getBean(SmsGistOperations.class), SmsGistServerException.class));
	}

	/**
	 * The one case that Reactor Netty repeats by default: the connection breaks before
	 * the headers are sent.
	 */
	@Test
	void reactorNettyDoesNotTryABrokenConnectionAgain() {
		this.contextRunner.withUserConfiguration(BreakingConnections.class).run((context) -> {
			assertThatExceptionOfType(SmsGistTransportException.class)
				.isThrownBy(() -> context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello"));
			// A second try on a new connection would have succeeded.
			assertThat(context.getBean(BreakingConnections.class).broken).hasValue(1);
		});
	}

	private void assertOneRequest(SmsGistOperations operations, Class<? extends SmsGistException> failure) {
		this.service.resetRequests();
		assertThatExceptionOfType(failure).isThrownBy(() -> operations.sendSms(NUMBER, "Hello"));
		assertThat(this.service.getAllServeEvents()).hasSize(1);
		this.service.resetRequests();
		assertThatExceptionOfType(failure).isThrownBy(() -> operations.retryMessage("m-1"));
		assertThat(this.service.getAllServeEvents()).hasSize(1);
	}

	@Test
	void fallsBackToTheJdksClientWithoutReactorNettyAndHttpComponents() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HttpClient.class, HttpAsyncClients.class))
			.run((context) -> {
				assertThat(context.getBean(SmsGistWebClientFactory.class).builder()).extracting("connector")
					.isInstanceOf(JdkClientHttpConnector.class);
				assertThat(context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello").messageId())
					.isEqualTo("m-1");
			});
	}

	@Test
	void changedCredentialsTakeEffectWithTheNextRequest() {
		RotatingConnectionDetails details = new RotatingConnectionDetails(this.service.baseUrl());
		this.contextRunner.withBean(SmsGistConnectionDetails.class, () -> details).run((context) -> {
			SmsGistOperations operations = context.getBean(SmsGistOperations.class);
			operations.getCreditBalance();
			operations.getCreditBalance();
			details.clientId = "second";
			operations.getCreditBalance();
			details.clientSecret = "another_secret";
			operations.getCreditBalance();
			operations.getCreditBalance();
		});
		List<String> ids = new ArrayList<>();
		List<String> tokens = new ArrayList<>();
		this.service.findAll(getRequestedFor(urlEqualTo(StubbedSmsGist.BALANCE_PATH))).forEach((request) -> {
			ids.add(request.getHeader("X-Client-Id"));
			tokens.add(request.getHeader(HttpHeaders.AUTHORIZATION));
		});
		assertThat(ids).containsExactly("first", "first", "second", "second", "second");
		assertThat(tokens.get(0)).isEqualTo(tokens.get(1)).isNotEqualTo(tokens.get(2));
		assertThat(tokens.get(3)).isEqualTo(tokens.get(4)).isNotEqualTo(tokens.get(2));
	}

	private static Path selfSigned(Path keyStore) throws IOException, InterruptedException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "service", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"SAN=dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-storepass", "changeit", "-keystore",
				keyStore.toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(keytool.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(keytool.exitValue()).isZero();
		return keyStore;
	}

	record Theirs(String someName, String otherName) {

	}

	@Configuration(proxyBeanMethods = false)
	static class SingletonWebClientBuilder {

		final AtomicInteger filtered = new AtomicInteger();

		@Bean
		WebClient.Builder webClientBuilder() {
			return WebClient.builder().defaultHeader("X-Theirs", "theirs").filter((request, next) -> {
				this.filtered.incrementAndGet();
				return next.exchange(request);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CapturedHttpClient {

		final List<HttpClient> clients = new ArrayList<>();

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> capture() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> {
				this.clients.add(client);
				return client;
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BreakingConnections {

		final AtomicInteger broken = new AtomicInteger();

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> breakConnections() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.doOnRequest((request, connection) -> {
					this.broken.incrementAndGet();
					connection.channel().pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
				}));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RedirectsEverywhere {

		int applied;

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> reactor() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> {
				this.applied++;
				return client.followRedirect(true);
			});
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<JdkClientHttpConnectorBuilder> jdk() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> {
				this.applied++;
				client.followRedirects(Redirect.ALWAYS);
			});
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<HttpComponentsClientHttpConnectorBuilder> httpComponents() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> {
				this.applied++;
				client.setRedirectStrategy(DefaultRedirectStrategy.INSTANCE);
			});
		}

	}

	private static final class RotatingConnectionDetails implements SmsGistConnectionDetails {

		private final String baseUrl;

		private volatile String clientId = "first";

		private volatile String clientSecret = StubbedSmsGist.CLIENT_SECRET;

		private RotatingConnectionDetails(String baseUrl) {
			this.baseUrl = baseUrl;
		}

		@Override
		public URI getBaseUrl() {
			return URI.create(this.baseUrl);
		}

		@Override
		public String getClientId() {
			return this.clientId;
		}

		@Override
		public String getClientSecret() {
			return this.clientSecret;
		}

		@Override
		public String getAppSecretKey() {
			return StubbedSmsGist.APP_SECRET_KEY;
		}

	}

}
