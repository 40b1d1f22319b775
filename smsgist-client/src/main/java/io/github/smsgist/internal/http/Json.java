package io.github.smsgist.internal.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The wire format. A mapper of our own, because the application's is configured for the
 * application.
 */
final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final Map<Class<?>, ObjectReader> READERS = new ConcurrentHashMap<>();

	private Json() {
	}

	static byte[] write(Object body) {
		return MAPPER.writeValueAsBytes(body);
	}

	/**
	 * Read the service's envelope.
	 * @throws JacksonException if the bytes are something else
	 */
	static <T> @Nullable Envelope<T> read(byte[] bytes, Class<T> dataType) {
		return READERS.computeIfAbsent(dataType, Json::reader).readValue(bytes);
	}

	private static ObjectReader reader(Class<?> dataType) {
		return MAPPER.readerFor(MAPPER.getTypeFactory().constructParametricType(Envelope.class, dataType));
	}

	/**
	 * What every answer is wrapped in.
	 */
	record Envelope<T>(@Nullable String status, @Nullable String message, @Nullable T data) {

		boolean isSuccess() {
			return "success".equalsIgnoreCase(this.status);
		}

	}

}
