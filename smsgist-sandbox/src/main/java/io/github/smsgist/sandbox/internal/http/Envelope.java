package io.github.smsgist.sandbox.internal.http;

import io.github.smsgist.sandbox.internal.service.ApiException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the envelope of the API, and reads and writes all other JSON of the sandbox.
 * Independent of the application's mapper.
 */
public final class Envelope {

	private final JsonMapper mapper = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	public Answer success(int status, String message, @Nullable Object data) {
		return new Answer(status, write(new Content("success", message, data)));
	}

	public Answer error(int status, String message) {
		return new Answer(status, write(new Content("error", message, null)));
	}

	public Answer error(ApiException ex) {
		return error(ex.status(), String.valueOf(ex.getMessage()));
	}

	public byte[] write(Object value) {
		return this.mapper.writeValueAsBytes(value);
	}

	public JsonNode read(byte[] json) {
		return this.mapper.readTree(json);
	}

	private record Content(String status, String message, @Nullable Object data) {

	}

}
