package io.github.smsgist.autoconfigure.webhook;

import io.github.smsgist.webhook.MalformedWebhookException;
import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookReceiver;
import io.github.smsgist.webhook.WebhookSignatureException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The endpoint, but for HTTP: turns a delivery into an application event, and what became
 * of it into an answer.
 * <p>
 * Thread-safe. Blocks as long as the listeners do.
 */
final class WebhookEndpoint {

	private static final Log logger = LogFactory.getLog(WebhookEndpoint.class);

	private final WebhookReceiver receiver;

	private final ApplicationEventPublisher publisher;

	WebhookEndpoint(WebhookReceiver receiver, ApplicationEventPublisher publisher) {
		this.receiver = receiver;
		this.publisher = publisher;
	}

	/**
	 * Receive a delivery. Never throws: whatever goes wrong here must not reach an error
	 * page that shows it to the outside.
	 */
	WebhookAnswer receive(@Nullable String timestamp, @Nullable String signature, byte[] body) {
		try {
			return switch (this.receiver.receive(timestamp, signature, body, this::publish)) {
				case HANDLED -> WebhookAnswer.HANDLED;
				case REPEATED -> WebhookAnswer.REPEATED;
				case BUSY -> WebhookAnswer.BUSY;
			};
		}
		catch (WebhookSignatureException ex) {
			logger.debug(ex.getMessage());
			return WebhookAnswer.refused(ex.getReason());
		}
		catch (MalformedWebhookException ex) {
			logger.debug(ex.getMessage());
			return WebhookAnswer.MALFORMED;
		}
		catch (ListenerFailure ex) {
			logger.error("An SMSGist webhook event was not handled, because a listener failed (%s of message %s)."
				.formatted(ex.event.event(), ex.event.messageId()), ex.getCause());
			return WebhookAnswer.FAILED;
		}
		catch (Throwable ex) {
			logger.error("An SMSGist webhook delivery could not be received.", ex);
			return WebhookAnswer.FAILED;
		}
	}

	private void publish(WebhookEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (Throwable ex) {
			throw new ListenerFailure(event, ex);
		}
	}

	/**
	 * Tells what a listener throws from what the receiver throws.
	 */
	private static final class ListenerFailure extends RuntimeException {

		private final WebhookEvent event;

		ListenerFailure(WebhookEvent event, Throwable cause) {
			super(null, cause, false, false);
			this.event = event;
		}

	}

}
