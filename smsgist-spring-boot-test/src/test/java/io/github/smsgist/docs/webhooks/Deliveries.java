package io.github.smsgist.docs.webhooks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.smsgist.webhook.WebhookEvent.MessageDelivered;
import io.github.smsgist.webhook.WebhookEvent.MessageFailed;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

// tag::listener[]
@Component
class Deliveries {

	private final Map<String, String> states = new ConcurrentHashMap<>();

	@EventListener
	void on(MessageDelivered event) {
		this.states.put(event.messageId(), "delivered");
	}

	@EventListener
	void on(MessageFailed event) {
		this.states.put(event.messageId(), "failed");
	}

	String stateOf(String messageId) {
		return this.states.getOrDefault(messageId, "on its way");
	}

}
// end::listener[]
