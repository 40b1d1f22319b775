package io.github.smsgist.sandbox.internal.http;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.smsgist.internal.text.LowerCaseName;
import io.github.smsgist.sandbox.internal.service.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Options of a request to the control API. Unknown options and invalid values are refused
 * with an {@link ApiException}.
 */
public final class Options {

	private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Integer.MAX_VALUE);

	private final JsonNode node;

	private final Set<String> read = new HashSet<>();

	/**
	 * Create options.
	 * @param node a JSON object
	 * @param known the names of the known options
	 */
	public Options(JsonNode node, Set<String> known) {
		this.node = node;
		node.propertyNames().forEach((name) -> {
			if (!known.contains(name)) {
				throw new ApiException(400, "Unknown option; known are "
						+ (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))));
			}
		});
	}

	/**
	 * Refuse options that were not read, because they would have no effect.
	 */
	public void requireAllRead() {
		this.node.propertyNames().forEach((name) -> {
			if (has(name) && !this.read.contains(name)) {
				throw new ApiException(400, name + " does not apply here");
			}
		});
	}

	public boolean has(String name) {
		return this.node.hasNonNull(name);
	}

	private @Nullable JsonNode value(String name) {
		this.read.add(name);
		return this.node.get(name);
	}

	public String string(String name) {
		JsonNode value = value(name);
		if (value == null || !value.isString()) {
			throw new ApiException(400, name + " must be a string");
		}
		return value.stringValue();
	}

	public @Nullable String findString(String name) {
		return has(name) ? string(name) : null;
	}

	public boolean flag(String name) {
		JsonNode value = value(name);
		if (value == null || !value.isBoolean()) {
			throw new ApiException(400, name + " must be a boolean");
		}
		return value.booleanValue();
	}

	public boolean flag(String name, boolean fallback) {
		return has(name) ? flag(name) : fallback;
	}

	public BigDecimal decimal(String name) {
		JsonNode value = value(name);
		if (value == null || !value.isNumber()) {
			throw new ApiException(400, name + " must be a number");
		}
		return value.decimalValue();
	}

	public int number(String name) {
		JsonNode value = value(name);
		if (value == null || !value.isInt()) {
			throw new ApiException(400, name + " must be a whole number");
		}
		return value.intValue();
	}

	public int number(String name, int fallback) {
		return has(name) ? number(name) : fallback;
	}

	/**
	 * Return a duration, in ISO-8601 or as a number of seconds.
	 * @param name the name
	 * @return the duration
	 */
	public Duration duration(String name) {
		JsonNode value = value(name);
		if (value != null && value.isNumber()) {
			BigDecimal seconds = value.decimalValue();
			// Compared first, because converting a number with an absurd exponent takes
			// all memory.
			if (seconds.abs().compareTo(MAX_SECONDS) > 0) {
				throw new ApiException(400, name + " must be at most " + MAX_SECONDS + " seconds");
			}
			return Duration.ofMillis(seconds.movePointRight(3).longValue());
		}
		try {
			return Duration.parse((value != null) ? value.asString("") : "");
		}
		catch (DateTimeParseException ex) {
			throw new ApiException(400, name + " must be seconds or an ISO-8601 duration such as PT1M");
		}
	}

	public <E extends Enum<E>> E word(String name, Class<E> type) {
		return constant(name, string(name), type);
	}

	public <E extends Enum<E>> E word(String name, E fallback) {
		return has(name) ? word(name, fallback.getDeclaringClass()) : fallback;
	}

	public <E extends Enum<E>> List<E> words(String name, Class<E> type) {
		List<E> words = new ArrayList<>();
		JsonNode values = value(name);
		if (values != null) {
			if (!values.isArray() || values.isEmpty()) {
				throw new ApiException(400, name + " must be a list of one or more");
			}
			for (JsonNode value : values) {
				words.add(constant(name, value.asString(""), type));
			}
		}
		return words;
	}

	private <E extends Enum<E>> E constant(String name, String word, Class<E> type) {
		List<String> known = new ArrayList<>();
		for (E constant : type.getEnumConstants()) {
			String lower = LowerCaseName.of(constant);
			if (lower.equals(word)) {
				return constant;
			}
			known.add(lower);
		}
		throw new ApiException(422, name + " must be one of " + String.join(", ", known));
	}

}
