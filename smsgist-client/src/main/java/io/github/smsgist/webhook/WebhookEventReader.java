package io.github.smsgist.webhook;

import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.internal.json.MalformedJsonException;

/**
 * Reads the body of a webhook delivery. The event's name must be there, and a message id
 * must be readable; anything else is {@code null} if it is missing or cannot be read. An
 * unknown event is kept as {@link UnknownWebhookEvent}.
 */
final class WebhookEventReader {

	private WebhookEventReader() {
	}

	static WebhookEvent read(byte[] body) {
		JsonObject fields = parse(body);
		String event = fields.text("event");
		if (event == null) {
			throw new MalformedWebhookException("The webhook body names no event.");
		}
		String messageId = fields.text("message_id");
		if (messageId == null && fields.has("message_id")) {
			throw new MalformedWebhookException("The message id in the webhook body cannot be read.");
		}
		return event(event, new WebhookEventDetails(messageId, fields.text("recipient_id"), fields.text("recipient"),
				fields.text("status"), fields.instant("timestamp"), fields.map("metadata")));
	}

	private static JsonObject parse(byte[] body) {
		try {
			return JsonObject.parse(body);
		}
		catch (MalformedJsonException ex) {
			throw new MalformedWebhookException("The webhook body %s.".formatted(ex.getMessage()));
		}
	}

	private static WebhookEvent event(String event, WebhookEventDetails details) {
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

}
