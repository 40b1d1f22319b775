package io.github.smsgist.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Number of messages in the outbox.
 *
 * @param pending the number of messages that wait to be sent
 * @param sending the number of messages that are being sent
 * @param sent the number of messages that were sent and are still remembered
 * @param parked the number of parked messages by reason
 * @param oldestDueAt the time since which the oldest pending message has been due, or
 * {@code null}
 * @since 0.1.0
 */
public record OutboxSummary(long pending, long sending, long sent, Map<ParkedReason, Long> parked,
		@Nullable Instant oldestDueAt) {

	/**
	 * Create a summary.
	 */
	public OutboxSummary {
		parked = Map.copyOf(parked);
	}

	/**
	 * Return the number of parked messages.
	 * @return the number
	 */
	public long parkedInTotal() {
		return this.parked.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Return how long the oldest pending message has been due.
	 * @param now the current time
	 * @return the time, zero if none is due
	 */
	public Duration oldestAge(Instant now) {
		if (this.oldestDueAt == null || this.oldestDueAt.isAfter(now)) {
			return Duration.ZERO;
		}
		return Duration.between(this.oldestDueAt, now);
	}

}
