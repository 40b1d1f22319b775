package io.github.smsgist.autoconfigure.outbox;

import java.util.List;

import io.github.smsgist.outbox.OutboxEntry;
import io.github.smsgist.outbox.OutboxPause;
import io.github.smsgist.outbox.OutboxSummary;
import io.github.smsgist.outbox.OutboxWorker;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@link Endpoint} to show the number of messages in the outbox and the keys of parked
 * ones. Does not show phone numbers and texts.
 *
 * @since 0.1.0
 */
@Endpoint(id = "smsgistoutbox")
public final class SmsGistOutboxEndpoint {

	private static final int MAX_PARKED = 100;

	private final SmsGistOutbox outbox;

	private final @Nullable OutboxWorker worker;

	/**
	 * Create an endpoint.
	 * @param outbox the outbox
	 * @param worker the worker of this instance, or {@code null} if it has none
	 */
	public SmsGistOutboxEndpoint(SmsGistOutbox outbox, @Nullable OutboxWorker worker) {
		this.outbox = outbox;
		this.worker = worker;
	}

	/**
	 * Return the summary, and up to 100 parked messages.
	 * @return the contents of the outbox
	 */
	@ReadOperation
	public Descriptor outbox() {
		return new Descriptor(this.outbox.summary(), (this.worker != null) ? this.worker.getPause() : null,
				this.outbox.parked().limit(MAX_PARKED).toList());
	}

	/**
	 * Return a message.
	 * @param idempotencyKey the key
	 * @return the message, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable OutboxEntry message(@Selector String idempotencyKey) {
		return this.outbox.find(idempotencyKey).orElse(null);
	}

	/**
	 * Contents of the outbox.
	 *
	 * @param summary the number of messages in each state
	 * @param paused the reason why this instance sends nothing, or {@code null}
	 * @param parked the parked messages
	 */
	public record Descriptor(OutboxSummary summary, @Nullable OutboxPause paused, List<OutboxEntry> parked) {
	}

}
