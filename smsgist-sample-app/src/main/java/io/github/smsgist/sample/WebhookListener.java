package io.github.smsgist.sample;

import io.github.smsgist.ReactiveSmsGistOperations;
import io.github.smsgist.webhook.WebhookEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hears of every webhook that SMSGist delivers. An event does not tell why a message
 * failed, so the status is read for that, without keeping the delivery waiting.
 */
@Component
class WebhookListener {

	private static final Logger logger = LoggerFactory.getLogger(WebhookListener.class);

	private final MessageBoard messages;

	private final ReactiveSmsGistOperations smsGist;

	WebhookListener(MessageBoard messages, ReactiveSmsGistOperations smsGist) {
		this.messages = messages;
		this.smsGist = smsGist;
	}

	@EventListener
	void on(WebhookEvent event) {
		String messageId = event.messageId();
		if (messageId == null) {
			return;
		}
		this.messages.happened(messageId, event);
		Stage stage = Stage.ofEvent(event.event());
		if (stage != null && stage.isFailure()) {
			this.smsGist.getMessageStatus(messageId)
				.subscribe(this.messages::read,
						(failure) -> logger.info("Why a message failed is not known yet: {}", failure.getMessage()));
		}
	}

}
