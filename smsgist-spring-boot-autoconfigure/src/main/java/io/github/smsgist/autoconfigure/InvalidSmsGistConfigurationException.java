package io.github.smsgist.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A setting that cannot be used, or settings that do not go together. The message names
 * the property.
 */
final class InvalidSmsGistConfigurationException extends RuntimeException {

	InvalidSmsGistConfigurationException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
