package io.github.smsgist.internal.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.StringUtils;

/**
 * JSON object that is read leniently: a field that is missing or cannot be read is
 * {@code null}, so that it does not affect the others. Immutable.
 *
 * @since 0.1.0
 */
public final class JsonObject {

	/**
	 * An object without fields.
	 */
	public static final JsonObject EMPTY = new JsonObject(Map.of());

	// Not the application's mapper, whose settings vary. Reads plain values, so that
	// nothing is bound by reflection.
	private static final ObjectReader READER = JsonMapper.builder()
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
				JsonReadFeature.ALLOW_TRAILING_COMMA)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build()
		.readerFor(Object.class);

	/**
	 * Stands for bytes that are not UTF-8.
	 */
	private static final char REPLACEMENT = '\ufffd';

	private final Map<?, ?> fields;

	private JsonObject(Map<?, ?> fields) {
		this.fields = fields;
	}

	/**
	 * Parse a JSON object. What other languages write although JSON does not allow it,
	 * such as {@code NaN}, only affects its field, and so do bytes that are not UTF-8.
	 * @param json the bytes, in UTF-8, or in UTF-16 or UTF-32
	 * @return the object
	 * @throws MalformedJsonException if the bytes are not a JSON object
	 */
	public static JsonObject parse(byte[] json) {
		if (read(json) instanceof Map<?, ?> fields) {
			return new JsonObject(fields);
		}
		throw new MalformedJsonException("is not a JSON object");
	}

	/**
	 * Parse any JSON value.
	 * @param json the bytes
	 * @param name the name of the field for a value that is not an object
	 * @return the value if it is an object, or else an object with the value as its field
	 * @throws MalformedJsonException if the bytes are not JSON
	 */
	public static JsonObject parse(byte[] json, String name) {
		Object value = read(json);
		return new JsonObject((value instanceof Map<?, ?> fields) ? fields : Collections.singletonMap(name, value));
	}

	private static @Nullable Object read(byte[] json) {
		try {
			return READER.readValue(json);
		}
		catch (JacksonException ex) {
			return read(new String(json, StandardCharsets.UTF_8));
		}
	}

	private static @Nullable Object read(String json) {
		try {
			return READER.readValue(json);
		}
		catch (JacksonException ex) {
			throw MalformedJsonException.at(ex);
		}
	}

	/**
	 * Return whether a field has a value other than {@code null}, readable or not.
	 * @param name the field's name
	 * @return whether the field has a value
	 */
	public boolean has(String name) {
		return this.fields.get(name) != null;
	}

	/**
	 * Return a text. A number is returned as it is written.
	 * @param name the field's name
	 * @return the text, or {@code null} if it is missing or blank
	 */
	public @Nullable String text(String name) {
		return text(this.fields.get(name));
	}

	/**
	 * Return a text that identifies something.
	 * @param name the field's name
	 * @return the text, or {@code null} if it is missing, blank, or not written in UTF-8
	 */
	public @Nullable String id(String name) {
		String text = text(name);
		return (text != null && text.indexOf(REPLACEMENT) < 0) ? text : null;
	}

	/**
	 * Return an integer, written as a number or as a text.
	 * @param name the field's name
	 * @return the integer, or {@code null} if it is missing or out of range
	 */
	public @Nullable Integer integer(String name) {
		return (this.fields.get(name) instanceof Integer number) ? number : convert(name, LenientValues::integer);
	}

	/**
	 * Return a decimal number with its scale, written as a number or as a text, possibly
	 * with a currency.
	 * @param name the field's name
	 * @return the number, or {@code null} if there is none
	 */
	public @Nullable BigDecimal decimal(String name) {
		return (this.fields.get(name) instanceof BigDecimal number) ? LenientValues.bounded(number)
				: convert(name, LenientValues::decimal);
	}

	/**
	 * Return a point in time.
	 * @param name the field's name
	 * @return the time, or {@code null} if there is none
	 * @see LenientValues#instant(String)
	 */
	public @Nullable Instant instant(String name) {
		return convert(name, LenientValues::instant);
	}

	/**
	 * Return an object within this one.
	 * @param name the field's name
	 * @return the object, or {@code null} if the field is something else
	 */
	public @Nullable JsonObject object(String name) {
		return (this.fields.get(name) instanceof Map<?, ?> object) ? new JsonObject(object) : null;
	}

	/**
	 * Return a list. Elements that are neither objects nor texts are left out.
	 * @param <T> the type of the elements
	 * @param name the field's name
	 * @param reader reads an element that is an object
	 * @param ofText converts an element that is a text
	 * @return the elements, empty if the field is not a list
	 */
	public <T> List<T> list(String name, Function<JsonObject, T> reader, Function<String, T> ofText) {
		if (!(this.fields.get(name) instanceof List<?> elements)) {
			return List.of();
		}
		List<T> list = new ArrayList<>(elements.size());
		for (Object element : elements) {
			String text = text(element);
			if (element instanceof Map<?, ?> object) {
				list.add(reader.apply(new JsonObject(object)));
			}
			else if (text != null) {
				list.add(ofText.apply(text));
			}
		}
		return Collections.unmodifiableList(list);
	}

	/**
	 * Return an object as a map of plain Java values. Decimal numbers are
	 * {@link BigDecimal}s.
	 * @param name the field's name
	 * @return the map, empty if the field is not an object
	 */
	@SuppressWarnings("unchecked")
	public Map<String, @Nullable Object> map(String name) {
		return (this.fields.get(name) instanceof Map<?, ?> map) ? (Map<String, @Nullable Object>) map : Map.of();
	}

	/**
	 * Return all texts in a field, including those in nested lists and objects, where the
	 * name of a field precedes its text.
	 * @param name the field's name
	 * @return the texts in order, without blank ones
	 */
	public Stream<String> texts(String name) {
		return texts(this.fields.get(name), "");
	}

	/**
	 * Return all texts in this object, like {@link #texts(String)}.
	 * @return the texts in order, without blank ones
	 */
	public Stream<String> texts() {
		return texts(this.fields, "");
	}

	private static Stream<String> texts(@Nullable Object value, String label) {
		if (value instanceof Map<?, ?> object) {
			return object.entrySet().stream().flatMap((field) -> texts(field.getValue(), field.getKey() + ": "));
		}
		if (value instanceof List<?> list) {
			return list.stream().flatMap((element) -> texts(element, label));
		}
		return (value instanceof String text && !text.isBlank()) ? Stream.of(label + text) : Stream.empty();
	}

	private <T> @Nullable T convert(String name, Function<String, @Nullable T> reader) {
		String text = text(name);
		return (text != null) ? reader.apply(text) : null;
	}

	/**
	 * {@link Double} is {@code NaN} or infinite.
	 */
	private static @Nullable String text(@Nullable Object value) {
		String text = (value instanceof String || (value instanceof Number && !(value instanceof Double)))
				? value.toString() : null;
		return StringUtils.hasText(text) ? text : null;
	}

}
