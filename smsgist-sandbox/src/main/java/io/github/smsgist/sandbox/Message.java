package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way. Guarded by {@link SandboxState}.
 */
final class Message {

	private final String id;

	private final SendRequest request;

	private final @Nullable String key;

	private final @Nullable String originalId;

	private final @Nullable String redirectedTo;

	private final int segments;

	private final BigDecimal costPerRecipient;

	private final boolean charged;

	private final Instant createdAt;

	private final List<Recipient> recipients;

	private @Nullable Instant sentAt;

	private boolean queued = true;

	Message(String id, SendRequest request, @Nullable String key, @Nullable String originalId,
			@Nullable String redirectedTo, int segments, BigDecimal costPerRecipient, boolean charged,
			Instant createdAt, List<Recipient> recipients) {
		this.id = id;
		this.request = request;
		this.key = key;
		this.originalId = originalId;
		this.redirectedTo = redirectedTo;
		this.segments = segments;
		this.costPerRecipient = costPerRecipient;
		this.charged = charged;
		this.createdAt = createdAt;
		this.recipients = recipients;
	}

	String id() {
		return this.id;
	}

	SendRequest request() {
		return this.request;
	}

	@Nullable String originalId() {
		return this.originalId;
	}

	int segments() {
		return this.segments;
	}

	BigDecimal costPerRecipient() {
		return this.costPerRecipient;
	}

	BigDecimal totalCost() {
		return this.costPerRecipient.multiply(BigDecimal.valueOf(this.recipients.size()));
	}

	/**
	 * Return whether credits are held and paid for this message.
	 * @return {@code false} for a dry run
	 */
	boolean isCharged() {
		return this.charged;
	}

	List<Recipient> recipients() {
		return this.recipients;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	@Nullable Instant sentAt() {
		return this.sentAt;
	}

	void handedOver(@Nullable Instant sentAt) {
		this.queued = false;
		this.sentAt = sentAt;
	}

	String status() {
		if (this.queued) {
			return "queued";
		}
		if (failed() == this.recipients.size()) {
			return "failed";
		}
		return (delivered() == this.recipients.size()) ? "delivered" : "sent";
	}

	int delivered() {
		return (int) this.recipients.stream().filter(Recipient::isDelivered).count();
	}

	int failed() {
		return (int) this.recipients.stream().filter(Recipient::isFailed).count();
	}

	boolean isTo(String recipient) {
		for (Recipient candidate : this.recipients) {
			if (candidate.address().equalsIgnoreCase(recipient)) {
				return true;
			}
		}
		return false;
	}

	SandboxMessage snapshot() {
		return new SandboxMessage(this.id, this.request.service().word(), status(), this.request.route(),
				this.request.subject(), this.request.text(), this.request.fromName(), this.request.replyTo(),
				this.request.noTracking(), this.segments, totalCost(), this.key, this.originalId, this.redirectedTo,
				this.createdAt, this.sentAt, this.recipients.stream().map(Recipient::snapshot).toList());
	}

}
