package io.github.smsgist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nothing is written in the digits of the machine's default locale: under Arabic ones a
 * {@code 429} in an exception is hard to search for, and a code is hard to type.
 */
class LocaleTests {

	/**
	 * Conversions that depend on the locale. {@code %s} of a number does not.
	 */
	private static final Pattern LOCALIZED = Pattern.compile("%[-+0-9,.]*[dfeg]\\b");

	private static final Pattern DEFAULT_CASE = Pattern.compile("\\.to(Lower|Upper)Case\\(\\)");

	@Test
	void nothingIsFormattedInTheDefaultLocale() throws IOException {
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			List<Path> sources = modules.map((module) -> module.resolve("src/main/java"))
				.filter(Files::isDirectory)
				.filter((module) -> !module.toString().contains("benchmarks"))
				.flatMap(LocaleTests::files)
				.toList();
			assertThat(sources).hasSizeGreaterThan(100);
			assertThat(sources.stream().flatMap(LocaleTests::localized)).isEmpty();
		}
	}

	private static Stream<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList().stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<String> localized(Path source) {
		try {
			List<String> lines = Files.readAllLines(source);
			return IntStream.range(0, lines.size())
				.filter((i) -> isLocalized(lines.get(i), (i > 0) ? lines.get(i - 1) : ""))
				.mapToObj((i) -> source.getFileName() + ": " + lines.get(i).strip());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isLocalized(String line, String before) {
		return DEFAULT_CASE.matcher(line).find()
				|| (LOCALIZED.matcher(line).find() && !(before + line).contains("Locale.ROOT"));
	}

}
