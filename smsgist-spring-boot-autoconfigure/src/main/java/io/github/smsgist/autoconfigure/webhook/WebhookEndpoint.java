package io.github.smsgist.autoconfigure.webhook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import io.github.smsgist.webhook.MalformedWebhookException;
import io.github.smsgist.webhook.WebhookDeliveries.WebhookOutcome;
import io.github.smsgist.webhook.WebhookEvent;
import io.github.smsgist.webhook.WebhookReceiver;
import io.github.smsgist.webhook.WebhookReceiver.VerifiedWebhook;
import io.github.smsgist.webhook.WebhookSignatureException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Endpoint that publishes deliveries as application events, independent of the web
 * framework. Verifies on the caller's thread and calls listeners, which may block, on a
 * bounded number of separate threads.
 * <p>
 * Thread-safe. Does not throw exceptions, which an error page could show.
 */
final class WebhookEndpoint implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(WebhookEndpoint.class);

	private final WebhookReceiver receiver;

	private final ApplicationEventPublisher publisher;

	private final ThreadPoolTaskExecutor executor;

	WebhookEndpoint(WebhookReceiver receiver, ApplicationEventPublisher publisher, ThreadPoolTaskExecutor executor) {
		this.receiver = receiver;
		this.publisher = publisher;
		this.executor = executor;
	}

	/**
	 * Check the headers of a delivery before its body is read.
	 * @return the answer to invalid headers, or {@code null} if they are valid
	 */
	@Nullable WebhookAnswer refuse(@Nullable String timestamp, @Nullable String signature) {
		try {
			this.receiver.verifyHeaders(timestamp, signature);
			return null;
		}
		catch (WebhookSignatureException ex) {
			return refused(ex);
		}
	}

	/**
	 * Receive a delivery. Does not block.
	 */
	CompletableFuture<WebhookAnswer> receive(@Nullable String timestamp, @Nullable String signature, byte[] body) {
		try {
			return submit(this.receiver.verify(timestamp, signature, body));
		}
		catch (WebhookSignatureException ex) {
			return CompletableFuture.completedFuture(refused(ex));
		}
		catch (MalformedWebhookException ex) {
			logger.warn("A genuine SMSGist webhook delivery was refused. " + ex.getMessage());
			return CompletableFuture.completedFuture(WebhookAnswer.MALFORMED);
		}
	}

	private CompletableFuture<WebhookAnswer> submit(VerifiedWebhook webhook) {
		CompletableFuture<WebhookAnswer> answer = new CompletableFuture<>();
		try {
			this.executor.execute(() -> answer.complete(handle(webhook)));
		}
		catch (RejectedExecutionException ex) {
			logger.warn(
					"An SMSGist webhook delivery was rejected with 503, because too many deliveries wait for the listeners.");
			answer.complete(WebhookAnswer.of(WebhookOutcome.BUSY));
		}
		return answer;
	}

	private WebhookAnswer handle(VerifiedWebhook webhook) {
		try {
			return WebhookAnswer.of(this.receiver.handle(webhook, this::publish));
		}
		catch (ListenerFailure ex) {
			logger.error("An SMSGist webhook event was not handled, because a listener failed (%s)."
				.formatted(webhook.event()), ex.getCause());
		}
		catch (Throwable ex) {
			logger.error("An SMSGist webhook event was not handled (%s).".formatted(webhook.event()), ex);
		}
		return WebhookAnswer.FAILED;
	}

	private void publish(WebhookEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (Throwable ex) {
			throw new ListenerFailure(ex);
		}
	}

	private static WebhookAnswer refused(WebhookSignatureException ex) {
		logger.debug(ex.getMessage());
		return WebhookAnswer.of(ex.getReason());
	}

	@Override
	public void close() {
		this.executor.shutdown();
	}

	/**
	 * Distinguishes exceptions of listeners from those of
	 * {@link io.github.smsgist.webhook.WebhookDeliveries}.
	 */
	private static final class ListenerFailure extends RuntimeException {

		ListenerFailure(Throwable cause) {
			super(null, cause, false, false);
		}

	}

}
