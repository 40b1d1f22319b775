package io.github.smsgist.autoconfigure;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.smsgist.SmsGistOperations;
import io.github.smsgist.model.SmsMessage;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The HTTP messages of an application stay those of the Jackson that it has chosen, and
 * its settings of Jackson have no effect on what is sent to SMSGist.
 */
@SuppressWarnings("removal")
class ApplicationJacksonTests {

	private static final String PARCEL = "{\"Place\":\"MAKOLA\"}";

	private final WireMockServer service = StubbedSmsGist.reset();

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SmsGistAutoConfiguration.class, WebClientAutoConfiguration.class,
				CodecsAutoConfiguration.class, Jackson2AutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, WebMvcAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues(StubbedSmsGist.properties())
		.withPropertyValues("spring.jackson2.property-naming-strategy=UPPER_CAMEL_CASE",
				"spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE");

	@Test
	void anApplicationThatHasJackson2AloneKeepsIt() {
		this.contextRunner.run(this::assertJackson2);
	}

	@Test
	void anApplicationThatPrefersJackson2KeepsItBesideJackson3() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
			.withPropertyValues("spring.http.converters.preferred-json-mapper=jackson2")
			.run(this::assertJackson2);
	}

	/**
	 * Where Jackson 3 is on the class path, Spring Boot uses it for WebFlux unless told
	 * otherwise.
	 */
	@Test
	void aReactiveApplicationThatPrefersJackson2KeepsItBesideJackson3() {
		new ReactiveWebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SmsGistAutoConfiguration.class, WebClientAutoConfiguration.class,
					CodecsAutoConfiguration.class, Jackson2AutoConfiguration.class, WebFluxAutoConfiguration.class,
					HttpHandlerAutoConfiguration.class))
			.withUserConfiguration(Application.class)
			.withPropertyValues(StubbedSmsGist.properties())
			.withPropertyValues("spring.jackson2.property-naming-strategy=UPPER_CAMEL_CASE",
					"spring.http.codecs.preferred-json-mapper=jackson2")
			.run((context) -> {
				WebTestClient.bindToApplicationContext(context)
					.build()
					.get()
					.uri("/parcel")
					.exchange()
					.expectBody()
					.json(PARCEL, JsonCompareMode.STRICT);
				assertSends(context);
			});
	}

	private void assertJackson2(AssertableWebApplicationContext context) {
		assertThat(MockMvcTester.from(context).get().uri("/parcel")).hasStatusOk().bodyJson().isStrictlyEqualTo(PARCEL);
		assertSends(context);
	}

	private void assertSends(ApplicationContext context) {
		this.service.stubFor(StubbedSmsGist.sms());
		assertThat(context.getBean(SmsGistOperations.class)
			.sendSms(SmsMessage.builder().to("+233245972246").message("Hello").build())
			.messageId()).isEqualTo("m-1");
		this.service.verify(postRequestedFor(urlEqualTo(StubbedSmsGist.SMS_PATH))
			.withRequestBody(equalToJson("{\"recipients\":[\"+233245972246\"],\"message\":\"Hello\"}")));
	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Application {

		@GetMapping("/parcel")
		Parcel parcel() {
			return new Parcel("Makola");
		}

	}

	/**
	 * Its annotation is of Jackson 2, and says nothing to Jackson 3.
	 */
	record Parcel(@JsonSerialize(using = Capitals.class) String place) {

	}

	static class Capitals extends JsonSerializer<String> {

		@Override
		public void serialize(String value, JsonGenerator generator, SerializerProvider provider) throws IOException {
			generator.writeString(value.toUpperCase(Locale.ROOT));
		}

	}

}
