package io.github.smsgist.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a whole application, started as a user would, tells through its actuator.
 */
class SmsGistActuatorTests {

	private final WireMockServer service = StubbedSmsGist.reset();

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void showsTheCreditsAndNeverACredential(WebApplicationType type) throws Exception {
		this.service.stubFor(StubbedSmsGist.balance("9.99"));
		System.setProperty("some.command.line",
				"java -jar app.jar --smsgist.app-secret-key=" + StubbedSmsGist.APP_SECRET_KEY);
		try (ConfigurableApplicationContext context = start(type)) {
			JsonNode health = get(context, "health", 200);
			assertThat(health.path("status").asString()).as("leaves the overall status as it is").isEqualTo("UP");
			JsonNode component = health.path("components").path("smsgist");
			assertThat(component.path("status").asString()).isEqualTo("LOW_CREDIT");
			assertThat(component.path("details").path("available").decimalValue()).isEqualByComparingTo("9.99");
			JsonNode own = get(context, "health/smsgist", 200);
			assertThat(own.path("status").asString()).isEqualTo("LOW_CREDIT");

			JsonNode environment = get(context, "env", 200);
			assertThat(environment.findValue("smsgist.client-secret").path("value").asString()).isEqualTo("******");
			assertThat(environment.findValue("smsgist.appSecretKey").path("value").asString()).isEqualTo("******");
			assertThat(environment.findValue("vault.value").path("value").asString()).isEqualTo("******");
			assertThat(environment.findValue("WEBHOOK_HUSH").path("value").asString()).isEqualTo("******");
			assertThat(environment.findValue("old.hush").path("value").asString()).isEqualTo("******");
			assertThat(environment.findValue("some.command.line").path("value").asString()).isEqualTo("******");
			assertThat(environment.findValue("smsgist.client-id").path("value").asString())
				.isEqualTo(StubbedSmsGist.CLIENT_ID);
			assertThat(get(context, "env/smsgist.client-secret", 200).path("property").path("value").asString())
				.isEqualTo("******");

			JsonNode properties = get(context, "configprops/smsgist", 200).findValue("properties");
			assertThat(properties.path("clientSecret").asString()).isEqualTo("******");
			assertThat(properties.path("appSecretKey").asString()).isEqualTo("******");
			assertThat(properties.path("defaultRegion").asString()).isEqualTo("GH");
			get(context, "configprops", 200);
		}
		finally {
			System.clearProperty("some.command.line");
		}
		assertThat(this.service.getAllServeEvents()).as("however many probes").hasSize(1);
	}

	private static ConfigurableApplicationContext start(WebApplicationType type) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.run(Stream.of("smsgist.client-id=" + StubbedSmsGist.CLIENT_ID,
					"vault.value=" + StubbedSmsGist.CLIENT_SECRET, "smsgist.client-secret=${vault.value}",
					"WEBHOOK_HUSH=whsec_current_hush", "smsgist.webhook.secret=${WEBHOOK_HUSH}",
					"old.hush=whsec_old_hush", "smsgist.webhook.additional-secrets[0]=${old.hush}",
					"smsgist.appSecretKey=" + StubbedSmsGist.APP_SECRET_KEY, StubbedSmsGist.properties()[3],
					"smsgist.health.low-credit-threshold=10", "smsgist.health.timeout=30s",
					"smsgist.health.cache-time-to-live=1h", "smsgist.http.read-timeout=30s", "server.port=0",
					"management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
					"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always")
				.map((property) -> "--" + property)
				.toArray(String[]::new));
	}

	private static JsonNode get(ConfigurableApplicationContext context, String path, int status)
			throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:%s/actuator/%s"
			.formatted(context.getEnvironment().getProperty("local.server.port"), path));
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.body()).doesNotContain(StubbedSmsGist.CLIENT_SECRET, StubbedSmsGist.APP_SECRET_KEY,
				"whsec_");
		return new JsonMapper().readTree(response.body());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(NettyResources.class)
	static class Application {

	}

}
