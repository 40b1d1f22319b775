package io.github.smsgist.outbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Settings of an {@link OutboxWorker}. Immutable.
 *
 * @param threads the number of messages sent at the same time
 * @param pollingInterval the interval at which the database is queried for messages that
 * have become due or that another instance has stored
 * @param heartbeatInterval the interval of the heartbeats. After four missing heartbeats,
 * other workers take over the messages
 * @param shutdownTimeout the maximum wait for calls in progress when the worker stops
 * @param initialBackoff the wait before the second attempt. Each further wait is twice as
 * long
 * @param maxBackoff the maximum wait between two attempts
 * @param checkInterval the interval at which a paused worker reads the credit balance, to
 * check whether it can continue
 * @param remember the time for which sent messages are remembered
 * @param keepParked the time for which parked messages are kept, or {@code null} to keep
 * them until they are resumed or canceled
 * @since 0.1.0
 */
public record OutboxWorkerSettings(int threads, Duration pollingInterval, Duration heartbeatInterval,
		Duration shutdownTimeout, Duration initialBackoff, Duration maxBackoff, Duration checkInterval,
		Duration remember, @Nullable Duration keepParked) {

	/**
	 * Default settings.
	 */
	public static final OutboxWorkerSettings DEFAULTS = builder().build();

	private static final Duration KEY_LIFETIME = Duration.ofDays(1);

	/**
	 * Create a builder with the default settings.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder for {@link OutboxWorkerSettings}. All methods throw an
	 * {@link IllegalArgumentException} if the value is out of range. Not thread-safe.
	 */
	public static final class Builder {

		private int threads = 8;

		private Duration pollingInterval = Duration.ofSeconds(2);

		private Duration heartbeatInterval = Duration.ofSeconds(5);

		private Duration shutdownTimeout = Duration.ofSeconds(20);

		private Duration initialBackoff = Duration.ofSeconds(5);

		private Duration maxBackoff = Duration.ofMinutes(15);

		private Duration checkInterval = Duration.ofMinutes(5);

		private Duration remember = Duration.ofDays(30);

		private @Nullable Duration keepParked;

		private Builder() {
		}

		/**
		 * Set the number of messages sent at the same time.
		 * @param threads the value, 1 to 1000
		 * @return this builder
		 */
		public Builder threads(int threads) {
			Assert.isTrue(threads >= 1 && threads <= 1000, "It has to be between 1 and 1000");
			this.threads = threads;
			return this;
		}

		/**
		 * Set the interval at which the database is queried for messages.
		 * @param pollingInterval the value, positive
		 * @return this builder
		 */
		public Builder pollingInterval(Duration pollingInterval) {
			this.pollingInterval = requirePositive(pollingInterval);
			return this;
		}

		/**
		 * Set the interval of the heartbeats.
		 * @param heartbeatInterval the value, positive
		 * @return this builder
		 */
		public Builder heartbeatInterval(Duration heartbeatInterval) {
			this.heartbeatInterval = requirePositive(heartbeatInterval);
			return this;
		}

		/**
		 * Set the maximum wait for calls in progress when the worker stops.
		 * @param shutdownTimeout the value, positive
		 * @return this builder
		 */
		public Builder shutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = requirePositive(shutdownTimeout);
			return this;
		}

		/**
		 * Set the wait before the second attempt.
		 * @param initialBackoff the value, positive
		 * @return this builder
		 */
		public Builder initialBackoff(Duration initialBackoff) {
			this.initialBackoff = requirePositive(initialBackoff);
			return this;
		}

		/**
		 * Set the maximum wait between two attempts.
		 * @param maxBackoff the value, positive
		 * @return this builder
		 */
		public Builder maxBackoff(Duration maxBackoff) {
			this.maxBackoff = requirePositive(maxBackoff);
			return this;
		}

		/**
		 * Set the interval at which a paused worker checks whether it can continue.
		 * @param checkInterval the value, positive
		 * @return this builder
		 */
		public Builder checkInterval(Duration checkInterval) {
			this.checkInterval = requirePositive(checkInterval);
			return this;
		}

		/**
		 * Set the time for which sent messages are remembered.
		 * @param remember the value, at least one day
		 * @return this builder
		 */
		public Builder remember(Duration remember) {
			Assert.isTrue(remember.compareTo(KEY_LIFETIME) >= 0, "It has to be at least 1d");
			this.remember = remember;
			return this;
		}

		/**
		 * Set the time for which parked messages are kept.
		 * @param keepParked the value, positive, or {@code null} to keep them until they
		 * are resumed or canceled
		 * @return this builder
		 */
		public Builder keepParked(@Nullable Duration keepParked) {
			this.keepParked = (keepParked != null) ? requirePositive(keepParked) : null;
			return this;
		}

		/**
		 * Build the settings.
		 * @return the settings
		 */
		public OutboxWorkerSettings build() {
			return new OutboxWorkerSettings(this.threads, this.pollingInterval, this.heartbeatInterval,
					this.shutdownTimeout, this.initialBackoff, this.maxBackoff, this.checkInterval, this.remember,
					this.keepParked);
		}

		private static Duration requirePositive(Duration value) {
			Assert.isTrue(!value.isNegative() && !value.isZero(), "It has to be positive");
			return value;
		}

	}

}
