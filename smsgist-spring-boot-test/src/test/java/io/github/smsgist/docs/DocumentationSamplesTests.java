package io.github.smsgist.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.smsgist.docs.Documentation.Block;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every Java sample in the README and the pages is the text of a region of a class that
 * is compiled in a test: what stands between {@code // tag::name[]} and
 * {@code // end::name[]}. Imports may be left out.
 */
class DocumentationSamplesTests {

	private static final Path SOURCES = Path.of("src/test/java/io/github/smsgist/docs");

	private static final Path WITHOUT_SPRING_BOOT = Path.of("../smsgist-sandbox").resolve(SOURCES);

	private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([a-z0-9-]+)\\[]");

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");

	@Test
	void thereIsReadme() {
		assertThat(Documentation.readme()).exists();
	}

	@Test
	void everyJavaSampleIsCompiled() {
		Set<String> regions = new HashSet<>(regions().values());
		List<Block> samples = Documentation.blocks("java");
		assertThat(samples.size()).isGreaterThan(10);
		assertThat(samples).filteredOn((sample) -> !regions.contains(sample.text()))
			.as("Java samples that are the text of no region under " + SOURCES)
			.isEmpty();
	}

	@Test
	void everyRegionIsShown() {
		List<String> samples = Documentation.blocks("java").stream().map(Block::text).toList();
		Map<String, String> unseen = regions();
		unseen.values().removeAll(samples);
		assertThat(unseen.keySet()).as("regions that are in no page").isEmpty();
	}

	@Test
	void linksLeadToFilesAndHeadings() {
		for (Path page : Documentation.pagesWithLinks()) {
			Matcher links = LINK.matcher(String.join("\n", Documentation.lines(page)));
			while (links.find()) {
				Path target = links.group(1).isEmpty() ? page : page.resolveSibling(links.group(1));
				assertThat(target).as("link in " + page.getFileName()).exists();
				if (links.group(2) != null) {
					assertThat(anchors(target)).as("link in " + page.getFileName()).contains(links.group(2));
				}
			}
		}
	}

	private static List<String> anchors(Path page) {
		return Documentation.lines(page)
			.stream()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} -]", "")
				.replace(' ', '-'))
			.toList();
	}

	private static Map<String, String> regions() {
		Map<String, String> regions = new HashMap<>();
		Stream.of(SOURCES, WITHOUT_SPRING_BOOT)
			.flatMap((sources) -> Documentation.list(sources, ".java"))
			.forEach((source) -> collect(source, regions));
		return regions;
	}

	private static void collect(Path source, Map<String, String> regions) {
		Map<String, List<String>> open = new HashMap<>();
		for (String line : Documentation.lines(source)) {
			Matcher tag = TAG.matcher(line);
			if (!tag.matches()) {
				open.values().forEach((lines) -> lines.add(line));
			}
			else if (tag.group(1).equals("tag")) {
				open.put(tag.group(2), new ArrayList<>());
			}
			else {
				List<String> lines = open.remove(tag.group(2));
				assertThat(lines).as("tag::%s[] in %s", tag.group(2), source).isNotNull();
				assertThat(regions.put(tag.group(2), Documentation.Text.of(lines)))
					.as("second region named %s, in %s", tag.group(2), source)
					.isNull();
			}
		}
		assertThat(open).as("regions without an end in " + source).isEmpty();
	}

}
