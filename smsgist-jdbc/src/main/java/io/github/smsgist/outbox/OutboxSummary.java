package io.github.smsgist.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Counts of the messages in the outbox.
 *
 * @param pending how many wait to be sent
 * @param sending how many are being sent
 * @param sent how many were sent and are still remembered
 * @param parked how many are parked, by reason
 * @param oldestDueAt since when the oldest pending message has been due, or {@code null}
 * if none is
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
	 * Return how many messages are parked.
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
