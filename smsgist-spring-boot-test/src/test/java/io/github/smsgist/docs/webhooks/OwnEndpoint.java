package io.github.smsgist.docs.webhooks;

import java.util.List;
import java.util.function.Consumer;

import io.github.smsgist.webhook.InMemoryWebhookDeliveries;
import io.github.smsgist.webhook.MalformedWebhookException;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookReceiver;
import io.github.smsgist.webhook.WebhookSignatureException;
import io.github.smsgist.webhook.WebhookSignatureVerifier;
import org.jspecify.annotations.Nullable;

// tag::alone[]
class OwnEndpoint {

	private final WebhookReceiver receiver;

	OwnEndpoint(String secret) {
		this.receiver = new WebhookReceiver(new WebhookSignatureVerifier(List.of(secret)),
				new InMemoryWebhookDeliveries());
	}

	int status(@Nullable String timestamp, @Nullable String signature, byte[] body, Consumer<WebhookEvent> handler) {
		try {
			WebhookOutcome outcome = this.receiver.receive(timestamp, signature, body, handler);
			return (outcome != WebhookOutcome.BUSY) ? 200 : 503;
		}
		catch (WebhookSignatureException ex) {
			return 401;
		}
		catch (MalformedWebhookException ex) {
			return 400;
		}
	}

}
// end::alone[]
