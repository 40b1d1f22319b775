package io.github.smsgist.autoconfigure.outbox;

import io.github.smsgist.outbox.OutboxPause;
import io.github.smsgist.outbox.OutboxSummary;
import io.github.smsgist.outbox.OutboxWorker;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for the outbox.
 */
final class OutboxHealthIndicator extends AbstractHealthIndicator {

	/**
	 * Does not change the overall status, because taking the application out of service
	 * would not help.
	 */
	static final Status PAUSED = new Status("PAUSED");

	private final OutboxCount count;

	private final @Nullable OutboxWorker worker;

	OutboxHealthIndicator(OutboxCount count, @Nullable OutboxWorker worker) {
		super("Outbox health check failed");
		this.count = count;
		this.worker = worker;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		OutboxSummary summary = this.count.get();
		OutboxPause pause = (this.worker != null) ? this.worker.getPause() : null;
		builder.status(status(pause))
			.withDetail("pending", summary.pending())
			.withDetail("sending", summary.sending())
			.withDetail("parked", summary.parkedInTotal())
			.withDetail("oldestAge", this.count.oldestAge().toString());
		if (pause != null) {
			builder.withDetail("paused", pause);
		}
	}

	private static Status status(@Nullable OutboxPause pause) {
		if (pause == null) {
			return Status.UP;
		}
		return (pause == OutboxPause.AUTHENTICATION) ? Status.DOWN : PAUSED;
	}

}
