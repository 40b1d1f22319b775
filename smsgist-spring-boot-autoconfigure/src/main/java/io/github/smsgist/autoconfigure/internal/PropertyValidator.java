package io.github.smsgist.autoconfigure.internal;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Validates the configuration properties under a prefix. The failure analysis names each
 * property that it rejects.
 *
 * @param prefix the prefix, such as {@code smsgist.retry}
 * @since 0.1.0
 */
public record PropertyValidator(String prefix) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/**
	 * Reject a value unless it is valid.
	 * @param valid whether the value is valid
	 * @param name the name of the property, without the prefix
	 * @param value the value
	 * @param reason what the value must be, as a sentence
	 * @throws InvalidConfigurationPropertyValueException if the value is not valid
	 */
	public void require(boolean valid, String name, Object value, String reason) {
		if (!valid) {
			throw rejected(name, value, reason);
		}
	}

	/**
	 * Reject a duration of less than a millisecond.
	 * @param name the name of the property, without the prefix
	 * @param value the value
	 * @throws InvalidConfigurationPropertyValueException if the value is shorter
	 */
	public void requireMillis(String name, Duration value) {
		require(value.compareTo(SHORTEST) >= 0, name, value, "It must be 1ms or longer.");
	}

	/**
	 * Hand a value, if there is one, to a setter that checks it.
	 * @param <T> the type of the value
	 * @param name the name of the property, without the prefix
	 * @param value the value
	 * @param setter throws {@link IllegalArgumentException} for a value that is not valid
	 * @throws InvalidConfigurationPropertyValueException if the value is not valid
	 */
	public <T> void set(String name, @Nullable T value, Consumer<T> setter) {
		if (value == null) {
			return;
		}
		try {
			setter.accept(value);
		}
		catch (IllegalArgumentException ex) {
			throw rejected(name, value, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Return the exception that rejects a value. It does not show a secret.
	 * @param name the name of the property, without the prefix
	 * @param value the value
	 * @param reason what the value must be, as a sentence
	 * @return the exception
	 */
	public InvalidConfigurationPropertyValueException rejected(String name, @Nullable Object value, String reason) {
		return new InvalidConfigurationPropertyValueException(this.prefix + "." + name,
				name.contains("secret") ? "******" : value, reason);
	}

}
