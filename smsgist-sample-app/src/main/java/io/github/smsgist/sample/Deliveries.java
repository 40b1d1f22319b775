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
 * Keeps what webhooks say about messages. A webhook may be faster than the answer to the
 * send, so a message need not be known here before.
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
	 * Webhooks may come twice and out of order, so a message never goes back.
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
