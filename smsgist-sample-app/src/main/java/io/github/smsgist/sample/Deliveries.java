package io.github.smsgist.sample;

import io.github.smsgist.webhook.WebhookEvent.MessageBounced;
import io.github.smsgist.webhook.WebhookEvent.MessageDelivered;
import io.github.smsgist.webhook.WebhookEvent.MessageFailed;
import io.github.smsgist.webhook.WebhookEvent.MessageSent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores the delivery states that webhooks report. A webhook may arrive before the answer
 * to the send, so the message may be unknown.
 */
@Component
class Deliveries {

	private final JdbcClient jdbc;

	Deliveries(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	@Transactional
	void on(MessageSent event) {
		moved(event.messageId(), DeliveryState.SENT);
	}

	@EventListener
	@Transactional
	void on(MessageDelivered event) {
		moved(event.messageId(), DeliveryState.DELIVERED);
	}

	@EventListener
	@Transactional
	void on(MessageFailed event) {
		moved(event.messageId(), DeliveryState.FAILED);
	}

	@EventListener
	@Transactional
	void on(MessageBounced event) {
		moved(event.messageId(), DeliveryState.FAILED);
	}

	/**
	 * Webhooks may be repeated and out of order, so a state only moves forward.
	 */
	private void moved(@Nullable String messageId, DeliveryState state) {
		if (messageId == null) {
			return;
		}
		int known = this.jdbc.sql("update delivery set state = greatest(state, ?) where message_id = ?")
			.params(state.ordinal(), messageId)
			.update();
		if (known == 0) {
			this.jdbc.sql("insert into delivery (message_id, state) values (?, ?)")
				.params(messageId, state.ordinal())
				.update();
		}
	}

}
