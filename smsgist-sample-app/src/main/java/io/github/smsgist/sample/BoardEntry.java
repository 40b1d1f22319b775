package io.github.smsgist.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one message, put together from receipts, events and status answers in
 * whatever order they come. Guarded by {@link MessageBoard}.
 */
final class BoardEntry {

	private final String messageId;

	private final Instant createdAt = Instant.now();

	private final Map<String, Progress> recipients = new LinkedHashMap<>();

	private @Nullable String service;

	private @Nullable String text;

	private @Nullable Integer segments;

	private @Nullable BigDecimal totalCost;

	private @Nullable String originalMessageId;

	private @Nullable String retriedAs;

	BoardEntry(String messageId) {
		this.messageId = messageId;
	}

	void describe(@Nullable String service, @Nullable String text, @Nullable Integer segments,
			@Nullable BigDecimal totalCost) {
		this.service = service;
		this.text = text;
		this.segments = segments;
		this.totalCost = totalCost;
	}

	/**
	 * Take over what a retry does not tell itself.
	 */
	void retryOf(BoardEntry original, @Nullable BigDecimal totalCost) {
		describe(original.service, original.text, original.segments, totalCost);
		this.originalMessageId = original.messageId;
		original.retriedAs = this.messageId;
	}

	void service(@Nullable String service) {
		this.service = (service != null) ? service : this.service;
	}

	void recipient(@Nullable String id, @Nullable String recipient, @Nullable Stage stage, @Nullable Instant at,
			@Nullable String errorMessage) {
		String key = (id != null) ? id : recipient;
		if (key != null) {
			this.recipients.computeIfAbsent(key, (absent) -> new Progress()).move(recipient, stage, at, errorMessage);
		}
	}

	boolean isFailed() {
		return !this.recipients.isEmpty() && count(Stage::isFailure) == this.recipients.size();
	}

	private String status() {
		if (isFailed()) {
			return Stage.FAILED.word();
		}
		long arrived = count(Stage::isArrival);
		if (arrived > 0 && arrived == this.recipients.size()) {
			return Stage.DELIVERED.word();
		}
		if (arrived + count(Stage::isFailure) == this.recipients.size() && arrived > 0) {
			return "partial";
		}
		return (count((stage) -> stage == Stage.QUEUED) == this.recipients.size()) ? Stage.QUEUED.word()
				: Stage.SENT.word();
	}

	private long count(Predicate<Stage> condition) {
		return this.recipients.values().stream().map(Progress::stage).filter(condition).count();
	}

	ShownMessage show(long version) {
		List<ShownRecipient> shown = this.recipients.values().stream().map(Progress::show).toList();
		return new ShownMessage(this.messageId, version, this.service, this.text, status(), this.createdAt,
				this.segments, this.totalCost, this.originalMessageId, this.retriedAs,
				isFailed() && this.retriedAs == null, shown);
	}

	/**
	 * How far the message has come for one recipient.
	 */
	private static final class Progress {

		private String recipient = "";

		private Stage stage = Stage.QUEUED;

		private @Nullable Instant at;

		private @Nullable String errorMessage;

		void move(@Nullable String recipient, @Nullable Stage next, @Nullable Instant at,
				@Nullable String errorMessage) {
			this.recipient = (recipient != null) ? recipient : this.recipient;
			if (next != null && next.compareTo(this.stage) > 0) {
				this.stage = next;
				this.at = at;
			}
			if (errorMessage != null && this.stage.isFailure()) {
				this.errorMessage = errorMessage;
			}
		}

		Stage stage() {
			return this.stage;
		}

		ShownRecipient show() {
			return new ShownRecipient(this.recipient, this.stage.word(), this.at,
					this.stage.isFailure() ? this.errorMessage : null);
		}

	}

}
