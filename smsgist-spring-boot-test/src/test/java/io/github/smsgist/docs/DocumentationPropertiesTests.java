package io.github.smsgist.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.smsgist.docs.Documentation.Block;
import io.github.smsgist.observation.SmsGistObservationDocumentation.LowCardinality;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties that the README and the pages name, compared with the configuration
 * metadata of the modules.
 */
class DocumentationPropertiesTests {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	/**
	 * A property in running text, and not the end of a package or a host name.
	 */
	private static final Pattern NAME = Pattern.compile("(?<![\\w./-])smsgist(?:\\.[a-z0-9]+(?:-[a-z0-9]+)*)+");

	/**
	 * A property as an environment variable, and not one that a placeholder refers to.
	 */
	private static final Pattern VARIABLE = Pattern.compile("(?<!\\$\\{)\\bSMSGIST_(?!SANDBOX_)[A-Z0-9_]+");

	private static final Pattern ROW = Pattern
		.compile("\\| *`((?:management\\.health\\.)?smsgist\\.[^`]+)` *\\|([^|]*)\\|([^|]*)\\|?.*");

	private final Map<String, String> defaults = metadata();

	@Test
	void everyNameIsThatOfProperty() throws Exception {
		Set<String> known = new TreeSet<>(this.defaults.keySet());
		known.addAll(groups(known));
		known.addAll(namesOfMetrics());
		Set<String> variables = known.stream().map(DocumentationPropertiesTests::variable).collect(Collectors.toSet());
		for (Path page : Documentation.pages()) {
			String text = Files.readString(page);
			assertThat(found(NAME, text)).as("properties named in " + page.getFileName()).isSubsetOf(known);
			assertThat(found(VARIABLE, text)).as("variables named in " + page.getFileName()).isSubsetOf(variables);
		}
	}

	@Test
	void everySampleSetsPropertiesThatExist() throws Exception {
		for (Block block : Documentation.blocks("properties", "yaml")) {
			assertThat(names(block)).as(block.place()).isSubsetOf(this.defaults.keySet());
		}
	}

	@Test
	void tableOfPropertiesIsThatOfTheMetadata() throws Exception {
		Map<String, String> rows = new TreeMap<>();
		for (String line : Files.readAllLines(Documentation.page("properties.md"))) {
			Matcher row = ROW.matcher(line);
			if (row.matches()) {
				assertThat(row.group(3)).as("what " + row.group(1) + " means").isNotBlank();
				assertThat(rows.put(row.group(1), cell(row.group(2)))).as("second row of " + row.group(1)).isNull();
			}
		}
		assertThat(rows).isEqualTo(this.defaults);
	}

	private static String cell(String text) {
		String value = text.strip().replace("`", "");
		return value.equals("—") ? "" : value;
	}

	private static Collection<String> names(Block block) throws IOException {
		Properties properties = new Properties();
		properties.load(new StringReader(block.text()));
		if (properties.values().contains("") || block.text().contains(": ")) {
			YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
			yaml.setResources(new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8)));
			properties = yaml.getObject();
		}
		return properties.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("smsgist.") || name.startsWith("management.health.smsgist."))
			.map((name) -> name.replaceAll("\\[\\d+]", ""))
			.toList();
	}

	private static Set<String> groups(Set<String> names) {
		Set<String> groups = new TreeSet<>();
		for (String name : names) {
			for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
				groups.add(name.substring(0, dot));
			}
		}
		return groups;
	}

	private static Set<String> namesOfMetrics() {
		Set<String> names = new TreeSet<>(Meters.NAMES);
		Arrays.stream(LowCardinality.values()).map(LowCardinality::asString).forEach(names::add);
		return names;
	}

	private static Set<String> found(Pattern pattern, String text) {
		Set<String> found = new TreeSet<>();
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			found.add(matcher.group());
		}
		return found;
	}

	private static String variable(String name) {
		return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

	/**
	 * The name of each property with its default, or an empty text.
	 */
	private static Map<String, String> metadata() {
		JsonMapper mapper = new JsonMapper();
		Map<String, String> defaults = new TreeMap<>();
		try {
			for (URL resource : Collections
				.list(DocumentationPropertiesTests.class.getClassLoader().getResources(METADATA))) {
				try (InputStream content = resource.openStream()) {
					for (JsonNode property : mapper.readTree(content).get("properties")) {
						String name = property.get("name").stringValue();
						// Those of an endpoint are Spring Boot's own.
						if (List.of(name.split("\\.")).contains("smsgist")
								&& !name.startsWith("management.endpoint.")) {
							defaults.put(name, defaultValue(property.get("defaultValue")));
						}
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return defaults;
	}

	private static String defaultValue(JsonNode value) {
		if (value == null || value.isNull()) {
			return "";
		}
		return value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
				: value.asString();
	}

}
