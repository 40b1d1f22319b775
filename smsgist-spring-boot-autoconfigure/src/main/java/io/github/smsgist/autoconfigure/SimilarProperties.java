package io.github.smsgist.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * Finds properties whose names are probably misspelled.
 */
final class SimilarProperties {

	/**
	 * Enough for an additional or missing letter, or two swapped ones.
	 */
	private static final int MAX_EDITS = 2;

	private SimilarProperties() {
	}

	/**
	 * Return a hint for each property with a similar name.
	 * @param environment the environment with the properties
	 * @param missing the names of properties that are not set
	 * @return sentences with the names of properties, without their values
	 */
	static List<String> hints(Environment environment, List<String> missing) {
		List<String> names = names(environment).distinct().toList();
		return missing.stream()
			.flatMap((name) -> names.stream()
				.filter((other) -> isSimilar(letters(name), letters(other)))
				.map((other) -> "%s is set: is it meant to be %s?".formatted(other, name)))
			.toList();
	}

	private static Stream<String> names(Environment environment) {
		return (environment instanceof ConfigurableEnvironment configurable)
				? configurable.getPropertySources()
					.stream()
					.filter(EnumerablePropertySource.class::isInstance)
					.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
				: Stream.empty();
	}

	private static String letters(String name) {
		return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
	}

	private static boolean isSimilar(String name, String other) {
		return !name.equals(other) && Math.abs(name.length() - other.length()) <= MAX_EDITS
				&& edits(name, other) <= MAX_EDITS;
	}

	/**
	 * Return the Levenshtein distance.
	 */
	private static int edits(String name, String other) {
		int[] row = new int[other.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= name.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int substituted = diagonal + ((name.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[other.length()];
	}

}
