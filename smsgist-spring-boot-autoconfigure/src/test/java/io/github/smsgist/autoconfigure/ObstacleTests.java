package io.github.smsgist.autoconfigure;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.RecordedLog;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistTransportException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.transport.ProxyProvider.Proxy;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What nobody can help by trying again is tried once, is certain, and says what it is.
 */
class ObstacleTests {

	private static final String NUMBER = "+233245972246";

	private static final String PASSWORD = "changeit";

	@TempDir
	private static Path directory;

	private final WireMockServer service = StubbedSmsGist.reset();

	@BeforeAll
	static void createAuthority() throws Exception {
		keytool("authority.p12", "-genkeypair", "-alias", "authority", "-dname", "CN=Authority", "-ext", "bc:c");
	}

	@ParameterizedTest
	@CsvSource({ "reactor, expired, -10d, localhost, has expired", "jdk, expired, -10d, localhost, has expired",
			"http-components, expired, -10d, localhost, has expired",
			"reactor, elsewhere, -1d, elsewhere.example, is for another host",
			"jdk, elsewhere, -1d, elsewhere.example, is for another host",
			"http-components, elsewhere, -1d, elsewhere.example, is for another host",
			"reactor, future, +10d, localhost, is not valid yet", "reactor, good, -1d, localhost, ''" })
	void aCertificateThatIsNotAcceptedSaysWhy(String connector, String name, String start, String host, String reason)
			throws Exception {
		WireMockServer secure = new WireMockServer(WireMockConfiguration.wireMockConfig()
			.dynamicPort()
			.dynamicHttpsPort()
			.keystorePath(signed(name, start, host).toString())
			.keystoreType("PKCS12")
			.keystorePassword(PASSWORD)
			.keyManagerPassword(PASSWORD));
		secure.start();
		try {
			secure.stubFor(StubbedSmsGist.sms());
			runner("https://localhost:" + secure.httpsPort())
				.withPropertyValues("spring.http.clients.reactive.connector=" + connector,
						"smsgist.http.ssl.bundle=service",
						"spring.ssl.bundle.jks.service.truststore.location=file:" + directory.resolve("authority.p12"),
						"spring.ssl.bundle.jks.service.truststore.type=PKCS12",
						"spring.ssl.bundle.jks.service.truststore.password=" + PASSWORD)
				.run((context) -> {
					SmsGistOperations smsGist = context.getBean(SmsGistOperations.class);
					if (reason.isEmpty()) {
						assertThat(smsGist.sendSms(NUMBER, "Hello").messageId()).isEqualTo("m-1");
					}
					else {
						assertObstacle(smsGist, "the certificate of the other side " + reason);
						assertThat(secure.getAllServeEvents()).isEmpty();
					}
				});
		}
		finally {
			secure.stop();
		}
	}

	/**
	 * Here nothing is in the way, but for the application without the certificate.
	 */
	@ParameterizedTest
	@CsvSource({ "reactor, true", "jdk, true", "http-components, true", "reactor, false" })
	void theBundlesKeyIsTheClientCertificate(String connector, boolean certified) throws Exception {
		WireMockServer secure = new WireMockServer(WireMockConfiguration.wireMockConfig()
			.dynamicPort()
			.dynamicHttpsPort()
			.keystorePath(signed("good", "-1d", "localhost").toString())
			.keystoreType("PKCS12")
			.keystorePassword(PASSWORD)
			.keyManagerPassword(PASSWORD)
			.needClientAuth(true)
			.trustStorePath(directory.resolve("authority.p12").toString())
			.trustStoreType("PKCS12")
			.trustStorePassword(PASSWORD));
		secure.start();
		try {
			secure.stubFor(StubbedSmsGist.sms());
			String bundle = "spring.ssl.bundle.jks.service.";
			ApplicationContextRunner runner = runner("https://localhost:" + secure.httpsPort()).withPropertyValues(
					"spring.http.clients.reactive.connector=" + connector, "smsgist.http.ssl.bundle=service",
					"smsgist.retry.enabled=false",
					bundle + "truststore.location=file:" + directory.resolve("authority.p12"),
					bundle + "truststore.type=PKCS12", bundle + "truststore.password=" + PASSWORD);
			if (certified) {
				runner = runner.withPropertyValues(
						bundle + "keystore.location=file:" + signed("client", "-1d", "client.example"),
						bundle + "keystore.type=PKCS12", bundle + "keystore.password=" + PASSWORD);
			}
			runner.run((context) -> {
				SmsGistOperations smsGist = context.getBean(SmsGistOperations.class);
				if (certified) {
					assertThat(smsGist.sendSms(NUMBER, "Hello").messageId()).isEqualTo("m-1");
				}
				else {
					assertThat(catchThrowableOfType(SmsGistTransportException.class,
							() -> smsGist.sendSms(NUMBER, "Hello")))
						.isNotNull();
				}
			});
			assertThat(secure.getAllServeEvents()).hasSize(certified ? 1 : 0);
		}
		finally {
			secure.stop();
		}
	}

	@ParameterizedTest
	@CsvSource({ "reactor, 407, proxy asks for credentials (407", "jdk, 407, proxy asks for credentials (407",
			"reactor, 403, proxy does not allow it (403", "jdk, 403, proxy does not allow it (403" })
	void aProxyThatRefusesSaysWhy(String connector, int status, String reason) throws Exception {
		try (RefusingProxy proxy = new RefusingProxy(status)) {
			runner("https://service.example").withUserConfiguration(ProxyConfiguration.class)
				.withBean(InetSocketAddress.class, proxy::address)
				.withPropertyValues("spring.http.clients.reactive.connector=" + connector)
				.run((context) -> assertObstacle(context.getBean(SmsGistOperations.class), reason));
			assertThat(proxy.requests).hasValue(1);
		}
	}

	/**
	 * Nobody but the proxy can look the name up.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void theProxyOfTheSystemPropertiesIsUsedAndLooksUpNames(String connector) throws Exception {
		try (RefusingProxy proxy = new RefusingProxy(407); SystemProxy system = new SystemProxy(proxy.address())) {
			runner("https://service.invalid").withUserConfiguration(SystemProxyConfiguration.class)
				.withConfiguration(AutoConfigurations.of(SmsGistConnectionPoolAutoConfiguration.class))
				.withPropertyValues("smsgist.http.pool.enabled=true",
						"spring.http.clients.reactive.connector=" + connector)
				.run((context) -> assertObstacle(context.getBean(SmsGistOperations.class),
						"proxy asks for credentials (407"));
			assertThat(proxy.requests).hasValue(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk", "http-components" })
	void aHostThatTheSystemPropertiesExceptIsReachedWithoutTheProxy(String connector) throws Exception {
		this.service.stubFor(StubbedSmsGist.sms());
		try (RefusingProxy proxy = new RefusingProxy(407); SystemProxy system = new SystemProxy(proxy.address())) {
			runner("http://localhost:" + this.service.port())
				.withConfiguration(AutoConfigurations.of(SmsGistConnectionPoolAutoConfiguration.class))
				.withPropertyValues("spring.http.clients.reactive.connector=" + connector)
				.run((context) -> assertThat(
						context.getBean(SmsGistOperations.class).sendSms(NUMBER, "Hello").messageId())
					.isEqualTo("m-1"));
			assertThat(proxy.requests).hasValue(0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reactor", "jdk" })
	void aCallAfterTheApplicationHasStoppedFailsWithoutALogLine(String connector) {
		this.service.stubFor(StubbedSmsGist.sms());
		try (RecordedLog log = new RecordedLog()) {
			SmsGistOperations[] blocking = new SmsGistOperations[1];
			ReactiveSmsGistOperations[] reactive = new ReactiveSmsGistOperations[1];
			runner(this.service.baseUrl()).withPropertyValues("spring.http.clients.reactive.connector=" + connector)
				.run((context) -> {
					blocking[0] = context.getBean(SmsGistOperations.class);
					reactive[0] = context.getBean(ReactiveSmsGistOperations.class);
					blocking[0].sendSms(NUMBER, "Hello");
				});
			for (int i = 0; i < 3; i++) {
				assertObstacle(blocking[0], "the client has been closed");
				SmsGistTransportException failure = catchThrowableOfType(SmsGistTransportException.class,
						() -> reactive[0].getCreditBalance().block());
				assertThat(failure).hasMessageContaining("the client has been closed");
			}
			assertThat(log.by(Thread.currentThread())).isEmpty();
			assertThat(this.service.getAllServeEvents()).hasSize(1);
		}
	}

	private static void assertObstacle(SmsGistOperations smsGist, String reason) {
		SmsGistException failure = catchThrowableOfType(SmsGistException.class, () -> smsGist.sendSms(NUMBER, "Hello"));
		assertThat(failure).hasMessageContaining(reason).hasMessageContaining("Nothing was sent.");
		assertThat(failure.getOutcome()).isEqualTo(Outcome.NOT_PROCESSED);
		assertThat(failure.getAttempts()).isLessThanOrEqualTo(1);
		assertThat(failure.isRetryable()).isFalse();
	}

	private ApplicationContextRunner runner(String baseUrl) {
		return new ApplicationContextRunner().withConfiguration(StubbedSmsGist.autoConfigurations())
			.withPropertyValues(StubbedSmsGist.CREDENTIALS)
			.withPropertyValues("smsgist.base-url=" + baseUrl, "smsgist.retry.initial-backoff=10ms");
	}

	private static Path signed(String name, String start, String host) throws Exception {
		Path file = directory.resolve(name + ".p12");
		if (!Files.exists(file)) {
			Files.copy(directory.resolve("authority.p12"), file);
			keytool(name + ".p12", "-genkeypair", "-alias", "service", "-signer", "authority", "-dname", "CN=" + host,
					"-ext", "SAN=dns:" + host, "-startdate", start, "-validity", "5");
			KeyStore keyStore = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
			keyStore.deleteEntry("authority");
			try (OutputStream output = Files.newOutputStream(file)) {
				keyStore.store(output, PASSWORD.toCharArray());
			}
		}
		return file;
	}

	private static void keytool(String keyStore, String command, String... arguments)
			throws IOException, InterruptedException {
		List<String> line = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), command,
						"-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
		line.addAll(List.of(arguments));
		if (command.equals("-genkeypair")) {
			line.addAll(List.of("-keyalg", "EC"));
		}
		line.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore",
				directory.resolve(keyStore).toString()));
		Process keytool = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
		assertThat(keytool.waitFor(2, TimeUnit.MINUTES)).isTrue();
		assertThat(keytool.exitValue()).isZero();
	}

	@Configuration(proxyBeanMethods = false)
	static class ProxyConfiguration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> reactorProxy(InetSocketAddress proxy) {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client
				.proxy((spec) -> spec.type(Proxy.HTTP).host(proxy.getHostString()).port(proxy.getPort())));
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<JdkClientHttpConnectorBuilder> jdkProxy(InetSocketAddress proxy) {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.proxy(ProxySelector.of(proxy)));
		}

	}

	/**
	 * Spring Boot 4.0 leaves it to the application to use them with Reactor Netty.
	 */
	@Configuration(proxyBeanMethods = false)
	static class SystemProxyConfiguration {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> systemProxy() {
			boolean usesThem = ReflectionUtils.findMethod(ReactorClientHttpConnectorBuilder.class,
					"withoutHttpClientDefaults") != null;
			return (builder) -> usesThem ? builder
					: builder.withHttpClientCustomizer((client) -> client.proxyWithSystemProperties());
		}

	}

	/**
	 * The system properties of a proxy for all but this machine.
	 */
	private static final class SystemProxy implements AutoCloseable {

		private static final List<String> NAMES = List.of("http.proxyHost", "http.proxyPort", "https.proxyHost",
				"https.proxyPort");

		SystemProxy(InetSocketAddress address) {
			for (String name : NAMES) {
				System.setProperty(name,
						name.endsWith("Host") ? address.getHostString() : String.valueOf(address.getPort()));
			}
		}

		@Override
		public void close() {
			NAMES.forEach(System::clearProperty);
		}

	}

	/**
	 * A proxy that makes no tunnel.
	 */
	private static final class RefusingProxy implements AutoCloseable {

		private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

		private final AtomicInteger requests = new AtomicInteger();

		private final int status;

		RefusingProxy(int status) throws IOException {
			this.status = status;
			Thread thread = new Thread(this::serve, "refusing-proxy");
			thread.setDaemon(true);
			thread.start();
		}

		InetSocketAddress address() {
			return new InetSocketAddress(this.server.getInetAddress(), this.server.getLocalPort());
		}

		private void serve() {
			while (!this.server.isClosed()) {
				try (Socket client = this.server.accept()) {
					StringBuilder head = new StringBuilder();
					while (head.indexOf("\r\n\r\n") < 0) {
						int next = client.getInputStream().read();
						if (next < 0) {
							throw new EOFException();
						}
						head.append((char) next);
					}
					this.requests.incrementAndGet();
					client.getOutputStream()
						.write(("HTTP/1.1 " + this.status + " Refused\r\n"
								+ "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n")
							.getBytes(StandardCharsets.US_ASCII));
				}
				catch (IOException ex) {
					// Closed, or the client was.
				}
			}
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

}
