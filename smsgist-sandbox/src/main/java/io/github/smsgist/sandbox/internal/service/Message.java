package io.github.smsgist.sandbox.internal.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Accepted message. Guarded by {@link MessageService}.
 */
public final class Message {

	private final Draft draft;

	private final @Nullable String key;

	private final @Nullable String originalId;

	private final DeliveryTerms terms;

	private final Instant createdAt;

	private @Nullable Instant sentAt;

	private boolean queued = true;

	Message(Draft draft, @Nullable String key, @Nullable String originalId, DeliveryTerms terms, Instant createdAt) {
		this.draft = draft;
		this.key = key;
		this.originalId = originalId;
		this.terms = terms;
		this.createdAt = createdAt;
	}

	public String id() {
		return this.draft.id();
	}

	public SendRequest request() {
		return this.draft.request();
	}

	public @Nullable String key() {
		return this.key;
	}

	public @Nullable String originalId() {
		return this.originalId;
	}

	public @Nullable String redirectedTo() {
		return this.terms.redirection(request().channel());
	}

	public int segments() {
		return this.draft.segments();
	}

	public BigDecimal costPerRecipient() {
		return this.draft.costPerRecipient();
	}

	public BigDecimal totalCost() {
		return this.draft.totalCost();
	}

	/**
	 * Return whether this message is charged.
	 * @return {@code false} for a dry run
	 */
	public boolean isCharged() {
		return this.terms.charged();
	}

	public List<Recipient> recipients() {
		return this.draft.recipients();
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	public @Nullable Instant sentAt() {
		return this.sentAt;
	}

	public void finishSending(@Nullable Instant sentAt) {
		this.queued = false;
		this.sentAt = sentAt;
	}

	public String status() {
		if (this.queued) {
			return "queued";
		}
		int failed = failed();
		if (failed == recipients().size() || (failed > 0 && this.terms.partlyFailedIsFailed())) {
			return "failed";
		}
		return (delivered() == recipients().size()) ? "delivered" : "sent";
	}

	public int delivered() {
		return (int) recipients().stream().filter(Recipient::isDelivered).count();
	}

	public int failed() {
		return (int) recipients().stream().filter(Recipient::isFailed).count();
	}

	/**
	 * Return the approximate size of this message in bytes.
	 * @return the size
	 */
	long weight() {
		SendRequest request = request();
		return 500 + 2L * request.text().length() + 300L * recipients().size();
	}

	public boolean isTo(String recipient) {
		for (Recipient candidate : recipients()) {
			if (candidate.address().equalsIgnoreCase(recipient)) {
				return true;
			}
		}
		return false;
	}

}
