package io.github.smsgist.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of a webhook delivery. Unknown fields are ignored, missing ones are
 * {@code null}, an unknown event is kept as {@link UnknownWebhookEvent}.
 * <p>
 * Does not check the signature: {@link WebhookReceiver} does both. Thread-safe.
 *
 * @since 0.1.0
 */
public final class WebhookEventReader {

	private static final TypeReference<@Nullable Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {
	};

	// A mapper of our own, which no setting of the application can change. Read into a
	// plain map, so that nothing is bound by reflection.
	private final JsonMapper jsonMapper = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/**
	 * Read an event.
	 * @param body the body as it was received
	 * @return the event
	 * @throws MalformedWebhookException if the body is not UTF-8, not a JSON object,
	 * names no event, or has a field of another type than documented
	 */
	public WebhookEvent read(byte[] body) {
		Map<String, @Nullable Object> fields = fields(body);
		String event = text(fields, "event");
		if (event == null) {
			throw new MalformedWebhookException("The webhook body names no event.");
		}
		WebhookEventDetails details = new WebhookEventDetails(text(fields, "message_id"), text(fields, "recipient_id"),
				text(fields, "recipient"), text(fields, "status"), timestamp(fields), metadata(fields));
		return switch (event) {
			case MessageQueuedEvent.EVENT -> new MessageQueuedEvent(details);
			case MessageSentEvent.EVENT -> new MessageSentEvent(details);
			case MessageDeliveredEvent.EVENT -> new MessageDeliveredEvent(details);
			case MessageFailedEvent.EVENT -> new MessageFailedEvent(details);
			case MessageOpenedEvent.EVENT -> new MessageOpenedEvent(details);
			case MessageClickedEvent.EVENT -> new MessageClickedEvent(details);
			case MessageBouncedEvent.EVENT -> new MessageBouncedEvent(details);
			case MessageComplainedEvent.EVENT -> new MessageComplainedEvent(details);
			default -> new UnknownWebhookEvent(event, details);
		};
	}

	// Jackson's exceptions quote the body, so none of them goes out as a cause.
	private Map<String, @Nullable Object> fields(byte[] body) {
		Map<String, @Nullable Object> fields;
		try {
			// Decoded here, since Jackson guesses other encodings from the first bytes.
			String json = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
			fields = this.jsonMapper.readValue(json, OBJECT);
		}
		catch (CharacterCodingException ex) {
			throw new MalformedWebhookException("The webhook body is not UTF-8.");
		}
		catch (JacksonException ex) {
			TokenStreamLocation location = ex.getLocation();
			throw new MalformedWebhookException("The webhook body is not one JSON object" + ((location != null)
					? " (line %s, column %s).".formatted(location.getLineNr(), location.getColumnNr()) : "."));
		}
		if (fields == null) {
			throw new MalformedWebhookException("The webhook body is not one JSON object.");
		}
		return fields;
	}

	private static @Nullable String text(Map<String, @Nullable Object> fields, String name) {
		Object value = fields.get(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		if (value instanceof Number) {
			return value.toString();
		}
		throw new MalformedWebhookException("The field '%s' of the webhook body is not a text.".formatted(name));
	}

	private static @Nullable Instant timestamp(Map<String, @Nullable Object> fields) {
		String text = text(fields, "timestamp");
		try {
			return (text != null) ? Instant.parse(text) : null;
		}
		catch (DateTimeException ex) {
			throw new MalformedWebhookException("The field 'timestamp' of the webhook body is not an ISO 8601 time.");
		}
	}

	@SuppressWarnings("unchecked")
	private static Map<String, @Nullable Object> metadata(Map<String, @Nullable Object> fields) {
		Object value = fields.get("metadata");
		// PHP writes an empty map as an empty array.
		if (value == null || value.equals(List.of())) {
			return Map.of();
		}
		if (value instanceof Map) {
			return (Map<String, @Nullable Object>) value;
		}
		throw new MalformedWebhookException("The field 'metadata' of the webhook body is not an object.");
	}

}
