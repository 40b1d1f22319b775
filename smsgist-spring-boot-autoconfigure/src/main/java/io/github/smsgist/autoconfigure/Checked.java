package io.github.smsgist.autoconfigure;

import java.util.function.Supplier;

/**
 * Turns the complaint of a class that does not know Spring Boot into one that Spring Boot
 * reports without a stack trace. Only for what complains about properties by name: code
 * of the application's must fail as it is.
 */
final class Checked {

	private Checked() {
	}

	static <T> T configuration(Supplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSmsGistConfigurationException(String.valueOf(ex.getMessage()), ex);
		}
	}

}
