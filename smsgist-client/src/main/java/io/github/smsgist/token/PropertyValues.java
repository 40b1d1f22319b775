package io.github.smsgist.token;

import java.util.Locale;

/**
 * Writes enum constants the way they stand in configuration properties.
 */
final class PropertyValues {

	private PropertyValues() {
	}

	static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
