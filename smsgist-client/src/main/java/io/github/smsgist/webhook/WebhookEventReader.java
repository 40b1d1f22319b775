package io.github.smsgist.webhook;

import io.github.smsgist.internal.json.JsonObject;
import io.github.smsgist.internal.json.MalformedJsonException;
import io.github.smsgist.webhook.WebhookEvent.MessageBounced;
import io.github.smsgist.webhook.WebhookEvent.MessageClicked;
import io.github.smsgist.webhook.WebhookEvent.MessageComplained;
import io.github.smsgist.webhook.WebhookEvent.MessageDelivered;
import io.github.smsgist.webhook.WebhookEvent.MessageFailed;
import io.github.smsgist.webhook.WebhookEvent.MessageOpened;
import io.github.smsgist.webhook.WebhookEvent.MessageQueued;
import io.github.smsgist.webhook.WebhookEvent.MessageSent;

/**
 * Reads the body of a webhook delivery. The event's name must be there, and a message id
 * must be readable; anything else is {@code null} if it is missing or cannot be read. An
 * unknown event is kept as {@link WebhookEvent.Unknown}.
 */
final class WebhookEventReader {

	private WebhookEventReader() {
	}

	static WebhookEvent read(byte[] body) {
		JsonObject fields = parse(body);
		String event = fields.id("event");
		if (event == null) {
			throw new MalformedWebhookException("The webhook body names no event.");
		}
		String messageId = fields.id("message_id");
		if (messageId == null && fields.has("message_id")) {
			throw new MalformedWebhookException("The message id in the webhook body cannot be read.");
		}
		return event(event, new WebhookEvent.Details(messageId, fields.text("recipient_id"), fields.text("recipient"),
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

	private static WebhookEvent event(String event, WebhookEvent.Details details) {
		return switch (event) {
			case MessageQueued.EVENT -> new MessageQueued(details);
			case MessageSent.EVENT -> new MessageSent(details);
			case MessageDelivered.EVENT -> new MessageDelivered(details);
			case MessageFailed.EVENT -> new MessageFailed(details);
			case MessageOpened.EVENT -> new MessageOpened(details);
			case MessageClicked.EVENT -> new MessageClicked(details);
			case MessageBounced.EVENT -> new MessageBounced(details);
			case MessageComplained.EVENT -> new MessageComplained(details);
			default -> new WebhookEvent.Unknown(event, details);
		};
	}

}
