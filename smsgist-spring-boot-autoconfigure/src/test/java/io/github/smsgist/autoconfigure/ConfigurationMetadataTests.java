package io.github.smsgist.autoconfigure;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.smsgist.autoconfigure.jdbc.SmsGistJdbcProperties;
import io.github.smsgist.autoconfigure.outbox.SmsGistOutboxProperties;
import io.github.smsgist.autoconfigure.sandbox.SmsGistSandboxProperties;
import io.github.smsgist.autoconfigure.verification.SmsGistVerificationProperties;
import io.github.smsgist.autoconfigure.webhook.SmsGistWebhookProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for what an editor shows of our properties.
 */
class ConfigurationMetadataTests {

	private static final String HEALTH = "management.health.smsgist.enabled";

	@ParameterizedTest
	@MethodSource("properties")
	void isDescribedInSpringBootsStyle(String name, JsonNode property) {
		String description = property.path("description").asString("");
		assertThat(description).isNotBlank().endsWith(".").doesNotStartWithIgnoringCase("the ").doesNotStartWith("A ");
		if (property.path("type").asString().equals("java.lang.Boolean")) {
			assertThat(description).startsWith("Whether ");
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void hasTheDefaultThatItHas(String name, JsonNode property) throws Exception {
		Map<String, Object> defaults = actualDefaults();
		// Spring Boot 4.0 does not have this one.
		assumeThat(name.endsWith(".cookie-handling") && !defaults.containsKey(name)).isFalse();
		assertThat(defaults).containsKey(name);
		Object actual = defaults.get(name);
		JsonNode stated = property.path("defaultValue");
		if (actual == null) {
			assertThat(stated.isMissingNode()).as("there is none").isTrue();
		}
		else {
			Class<?> type = ClassUtils.forName(property.path("type").asString().replace("$", "."),
					getClass().getClassLoader());
			assertThat(ApplicationConversionService.getSharedInstance().convert(stated.asString(), type))
				.isEqualTo(actual);
		}
	}

	@Test
	void hintsAreForPropertiesThatThereAre() throws IOException {
		assertThat(StreamSupport.stream(metadata().path("hints").spliterator(), false)
			.map((hint) -> hint.path("name").asString())).isNotEmpty()
			.isSubsetOf(properties().map((arguments) -> (String) arguments[0]).toList());
	}

	static Stream<Object[]> properties() throws IOException {
		return StreamSupport.stream(metadata().path("properties").spliterator(), false)
			// Those of an endpoint are written by Spring Boot's own processor.
			.filter((property) -> !property.path("name").asString().startsWith("management.endpoint."))
			.map((property) -> new Object[] { property.path("name").asString(), property });
	}

	/**
	 * The defaults as the code has them, by property name.
	 */
	private static Map<String, Object> actualDefaults() throws IOException {
		Map<String, Object> defaults = new HashMap<>();
		BeanWrapper bean = new BeanWrapperImpl(new SmsGistProperties());
		BeanWrapper webhook = new BeanWrapperImpl(new SmsGistWebhookProperties());
		BeanWrapper verification = new BeanWrapperImpl(new SmsGistVerificationProperties());
		BeanWrapper outbox = new BeanWrapperImpl(new SmsGistOutboxProperties());
		BeanWrapper jdbc = new BeanWrapperImpl(new SmsGistJdbcProperties());
		BeanWrapper sandbox = new BeanWrapperImpl(new SmsGistSandboxProperties());
		properties().map((arguments) -> (String) arguments[0]).forEach((name) -> {
			String path = path(name);
			if (name.startsWith("smsgist.webhook.")) {
				Object value = webhook.getPropertyValue(path.substring("webhook.".length()));
				defaults.put(name, List.of().equals(value) ? null : value);
			}
			else if (name.startsWith("smsgist.verification.")) {
				Object value = verification.getPropertyValue(path.substring("verification.".length()));
				defaults.put(name, List.of().equals(value) ? null : value);
			}
			else if (name.startsWith("smsgist.outbox.")) {
				defaults.put(name, outbox.getPropertyValue(path.substring("outbox.".length())));
			}
			else if (name.startsWith("smsgist.jdbc.")) {
				defaults.put(name, jdbc.getPropertyValue(path.substring("jdbc.".length())));
			}
			else if (name.startsWith("smsgist.sandbox.")) {
				defaults.put(name, sandbox.getPropertyValue(path.substring("sandbox.".length())));
			}
			else if (name.startsWith("smsgist.") && bean.isReadableProperty(path)) {
				defaults.put(name, bean.getPropertyValue(path));
			}
		});
		HttpClientSettings http = SmsGistWebClientFactory.settings(new SmsGistHttpProperties(), null, null);
		defaults.put("smsgist.http.connect-timeout", http.connectTimeout());
		defaults.put("smsgist.http.read-timeout", http.readTimeout());
		defaults.put("smsgist.http.redirects", HttpRedirects.DONT_FOLLOW);
		defaults.put(HEALTH, true);
		defaults.put("management.health.smsgist-outbox.enabled", true);
		return defaults;
	}

	private static String path(String name) {
		ConfigurationPropertyName property = ConfigurationPropertyName.of(name);
		return Stream.iterate(1, (i) -> i + 1)
			.limit(Math.max(0, property.getNumberOfElements() - 1))
			.map((i) -> StringUtils
				.uncapitalize(Stream.of(property.getElement(i, ConfigurationPropertyName.Form.DASHED).split("-"))
					.map(StringUtils::capitalize)
					.reduce("", String::concat)))
			.reduce((left, right) -> left + "." + right)
			.orElse("");
	}

	private static JsonNode metadata() throws IOException {
		String location = "META-INF/spring-configuration-metadata.json";
		for (URL url : Collections.list(ConfigurationMetadataTests.class.getClassLoader().getResources(location))) {
			JsonNode metadata = new JsonMapper().readTree(url.openStream());
			if (StreamSupport.stream(metadata.path("groups").spliterator(), false)
				.anyMatch((group) -> group.path("name").asString("").startsWith("smsgist"))) {
				return metadata;
			}
		}
		throw new IllegalStateException("There is no metadata of ours");
	}

}
