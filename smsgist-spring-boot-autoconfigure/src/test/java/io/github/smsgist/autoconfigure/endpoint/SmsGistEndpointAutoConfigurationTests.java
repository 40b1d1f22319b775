package io.github.smsgist.autoconfigure.endpoint;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.autoconfigure.NettyResources;
import io.github.smsgist.autoconfigure.StubbedSmsGist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SmsGistEndpoint}, over HTTP and JMX.
 */
class SmsGistEndpointAutoConfigurationTests {

	private final WireMockServer service = StubbedSmsGist.reset();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(StubbedSmsGist.autoConfigurations())
		.withConfiguration(AutoConfigurations.of(SmsGistEndpointAutoConfiguration.class))
		.withPropertyValues(StubbedSmsGist.properties());

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void anOperatorEndsAPauseOverHttp(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext context = start(type,
				"management.endpoints.web.exposure.include=smsgist")) {
			Disposable call = pause(context);
			JsonNode paused = http(context, "GET", "smsgist", 200).path("clients").path(0);
			assertThat(paused.path("name").asString()).isEqualTo("smsgist");
			assertThat(paused.path("waitingCalls").asInt()).isEqualTo(1);
			assertThat(Duration.parse(paused.path("remainingPause").asString())).isGreaterThan(Duration.ofMinutes(4));
			assertThat(paused.path("permitsPerSecond").asDouble()).isPositive();

			http(context, "POST", "smsgist/another", 400);
			assertThat(call.isDisposed()).as("the pause goes on").isFalse();

			this.service.stubFor(StubbedSmsGist.sms());
			JsonNode ended = http(context, "POST", "smsgist/smsgist", 200).path("clients").path(0);
			assertThat(ended.path("remainingPause").asString()).isEqualTo("PT0S");
			await().until(call::isDisposed);
			assertThat(this.service.getAllServeEvents()).hasSize(2);
		}
	}

	@Test
	void anOperatorEndsAPauseOverJmx() throws Exception {
		try (ConfigurableApplicationContext context = start(WebApplicationType.NONE, "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=smsgist")) {
			MBeanServer server = ManagementFactory.getPlatformMBeanServer();
			ObjectName name = new ObjectName("org.springframework.boot:type=Endpoint,name=Smsgist");
			Disposable call = pause(context);
			assertThat(client(server.invoke(name, "clients", new Object[0], new String[0])))
				.containsEntry("name", "smsgist")
				.containsEntry("waitingCalls", 1);
			String[] signature = { String.class.getName() };
			assertThatExceptionOfType(ReflectionException.class)
				.isThrownBy(() -> server.invoke(name, "endPause", new Object[] { "another" }, signature))
				.withStackTraceContaining("There is no client of that name");
			this.service.stubFor(StubbedSmsGist.sms());
			assertThat(client(server.invoke(name, "endPause", new Object[] { "smsgist" }, signature)))
				.containsEntry("remainingPause", "PT0S");
			await().until(call::isDisposed);
		}
	}

	@Test
	void showsEachClientForAsLongAsThereIsOne() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=smsgist").run((context) -> {
			SmsGistEndpoint endpoint = context.getBean(SmsGistEndpoint.class);
			SmsGistTemplateBuilder builder = context.getBean(SmsGistTemplateBuilder.class);
			ReactiveSmsGistOperations other = builder.name("other").noRateLimiter().buildReactive();
			assertThat(endpoint.clients().clients()).extracting(SmsGistEndpoint.ClientDescriptor::name)
				.containsExactlyInAnyOrder("smsgist", "other");
			assertThat(endpoint.endPause("other").clients()).singleElement()
				.satisfies((client) -> assertThat(client.permitsPerSecond()).as("nothing limits it").isNull());
			((AutoCloseable) other).close();
			assertThat(endpoint.clients().clients()).extracting(SmsGistEndpoint.ClientDescriptor::name)
				.containsExactly("smsgist");
		});
	}

	@Test
	void isNotThereUnlessExposed() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(SmsGistEndpoint.class)
			.doesNotHaveBean(ActiveClients.class));
	}

	@Test
	void isNotThereWithoutActuatorOrClient() {
		ApplicationContextRunner exposed = this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=*");
		exposed.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ActiveClients.class));
		exposed.withPropertyValues("smsgist.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SmsGistEndpoint.class));
	}

	private Disposable pause(ConfigurableApplicationContext context) {
		this.service
			.stubFor(StubbedSmsGist.sms().willReturn(StubbedSmsGist.error(429).withHeader("Retry-After", "300")));
		Disposable call = context.getBean(ReactiveSmsGistOperations.class)
			.sendSms("+233245972246", "Hello")
			.onErrorComplete()
			.subscribe();
		await().until(() -> context.getBean(ActiveClients.class)
			.all()
			.stream()
			.anyMatch((client) -> client.waitingCalls() == 1 && client.remainingPause().toSeconds() > 240));
		return call;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> client(Object descriptor) {
		return ((Map<String, List<Map<String, Object>>>) descriptor).get("clients").get(0);
	}

	private ConfigurableApplicationContext start(WebApplicationType type, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.run(Stream
				.of(Stream.of(StubbedSmsGist.CREDENTIALS), Stream.of(properties),
						Stream.of("smsgist.base-url=" + this.service.baseUrl(), "smsgist.retry.max-duration=10m",
								"server.port=0"))
				.flatMap((each) -> each)
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	private static JsonNode http(ConfigurableApplicationContext context, String method, String path, int status)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:%s/actuator/%s"
			.formatted(context.getEnvironment().getProperty("local.server.port"), path));
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
					HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return new JsonMapper().readTree(response.body());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(NettyResources.class)
	static class Application {

	}

}
