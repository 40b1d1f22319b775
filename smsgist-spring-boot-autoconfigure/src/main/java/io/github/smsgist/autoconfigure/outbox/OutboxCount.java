package io.github.smsgist.autoconfigure.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.smsgist.outbox.OutboxSummary;
import io.github.smsgist.outbox.SmsGistOutbox;
import org.jspecify.annotations.Nullable;

/**
 * Cache for the summary of the outbox. Counting half a million messages takes a quarter
 * of a second. Thread-safe.
 */
final class OutboxCount {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

	private final SmsGistOutbox outbox;

	private final Clock clock;

	private @Nullable OutboxSummary summary;

	private Instant countedAt = Instant.MIN;

	OutboxCount(SmsGistOutbox outbox, Clock clock) {
		this.outbox = outbox;
		this.clock = clock;
	}

	synchronized OutboxSummary get() {
		Instant now = this.clock.instant();
		OutboxSummary summary = this.summary;
		if (summary == null || !this.countedAt.plus(TIME_TO_LIVE).isAfter(now)) {
			summary = this.outbox.summary();
			this.summary = summary;
			this.countedAt = now;
		}
		return summary;
	}

	Duration oldestAge() {
		return get().oldestAge(this.clock.instant());
	}

}
