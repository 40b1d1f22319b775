package io.github.smsgist.autoconfigure.outbox;

import java.time.Duration;

import io.github.smsgist.outbox.OutboxWorkerSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties for durable sending.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("smsgist.outbox")
public class SmsGistOutboxProperties {

	/**
	 * Whether to enable durable sending.
	 */
	private boolean enabled = true;

	/**
	 * Time for which sent messages are remembered, by key, so that the same key is not
	 * sent again.
	 */
	private Duration remember = OutboxWorkerSettings.DEFAULTS.remember();

	private final Parked parked = new Parked();

	private final Worker worker = new Worker();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Duration getRemember() {
		return this.remember;
	}

	public void setRemember(Duration remember) {
		this.remember = remember;
	}

	public Parked getParked() {
		return this.parked;
	}

	public Worker getWorker() {
		return this.worker;
	}

	/**
	 * Parked messages.
	 */
	public static class Parked {

		/**
		 * Time after which parked messages are deleted, with the numbers and texts in
		 * them. By default they are kept until they are resumed or canceled.
		 */
		private @Nullable Duration keep;

		public @Nullable Duration getKeep() {
			return this.keep;
		}

		public void setKeep(@Nullable Duration keep) {
			this.keep = keep;
		}

	}

	/**
	 * Worker that sends the messages.
	 */
	public static class Worker {

		/**
		 * Whether to send messages in this instance. An instance that does not can still
		 * store them for others to send.
		 */
		private boolean enabled = true;

		/**
		 * Number of messages sent at the same time.
		 */
		private int threads = OutboxWorkerSettings.DEFAULTS.threads();

		/**
		 * Interval at which the database is asked for messages that have become due, or
		 * that another instance has stored.
		 */
		private Duration pollingInterval = OutboxWorkerSettings.DEFAULTS.pollingInterval();

		/**
		 * Interval of the heartbeats of a worker. After four missing heartbeats, others
		 * take over its messages.
		 */
		private Duration heartbeatInterval = OutboxWorkerSettings.DEFAULTS.heartbeatInterval();

		/**
		 * Maximum wait for calls in progress when the application stops.
		 */
		private Duration shutdownTimeout = OutboxWorkerSettings.DEFAULTS.shutdownTimeout();

		/**
		 * Wait before the second attempt. Each further wait is twice as long.
		 */
		private Duration initialBackoff = OutboxWorkerSettings.DEFAULTS.initialBackoff();

		/**
		 * Maximum wait between two attempts.
		 */
		private Duration maxBackoff = OutboxWorkerSettings.DEFAULTS.maxBackoff();

		/**
		 * Interval at which a worker that has paused, because of too few credits or wrong
		 * credentials, checks whether it can continue.
		 */
		private Duration checkInterval = OutboxWorkerSettings.DEFAULTS.checkInterval();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public int getThreads() {
			return this.threads;
		}

		public void setThreads(int threads) {
			this.threads = threads;
		}

		public Duration getPollingInterval() {
			return this.pollingInterval;
		}

		public void setPollingInterval(Duration pollingInterval) {
			this.pollingInterval = pollingInterval;
		}

		public Duration getHeartbeatInterval() {
			return this.heartbeatInterval;
		}

		public void setHeartbeatInterval(Duration heartbeatInterval) {
			this.heartbeatInterval = heartbeatInterval;
		}

		public Duration getShutdownTimeout() {
			return this.shutdownTimeout;
		}

		public void setShutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
		}

		public Duration getInitialBackoff() {
			return this.initialBackoff;
		}

		public void setInitialBackoff(Duration initialBackoff) {
			this.initialBackoff = initialBackoff;
		}

		public Duration getMaxBackoff() {
			return this.maxBackoff;
		}

		public void setMaxBackoff(Duration maxBackoff) {
			this.maxBackoff = maxBackoff;
		}

		public Duration getCheckInterval() {
			return this.checkInterval;
		}

		public void setCheckInterval(Duration checkInterval) {
			this.checkInterval = checkInterval;
		}

	}

}
