package io.github.smsgist.outbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Settings of an {@link OutboxWorker}. Immutable.
 *
 * @param threads how many messages are sent at once
 * @param pollingInterval how often the database is asked for messages of other instances,
 * and for those that have become due
 * @param heartbeatInterval how often a worker says that it is alive; after four intervals
 * of silence others take over what it was sending
 * @param shutdownTimeout how long sends in flight may take when the worker stops
 * @param initialBackoff the wait before the second attempt; it doubles with each further
 * one
 * @param maxBackoff the longest wait between two attempts
 * @param checkInterval how often a paused worker reads the credit balance, to find out
 * whether it can go on
 * @param remember how long sent messages are remembered
 * @param keepParked how long parked messages are kept, or {@code null} for until somebody
 * resumes or cancels them
 * @since 0.1.0
 */
public record OutboxWorkerSettings(int threads, Duration pollingInterval, Duration heartbeatInterval,
		Duration shutdownTimeout, Duration initialBackoff, Duration maxBackoff, Duration checkInterval,
		Duration remember, @Nullable Duration keepParked) {

	/**
	 * The defaults.
	 */
	public static final OutboxWorkerSettings DEFAULTS = builder().build();

	private static final Duration KEY_LIFETIME = Duration.ofDays(1);

	/**
	 * Start building settings, from the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builds {@link OutboxWorkerSettings}. Each method throws an
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
		 * Set how many messages are sent at once.
		 * @param threads the value, 1 to 1000
		 * @return this builder
		 */
		public Builder threads(int threads) {
			Assert.isTrue(threads >= 1 && threads <= 1000, "It has to be between 1 and 1000");
			this.threads = threads;
			return this;
		}

		/**
		 * Set how often the database is asked for messages that have become due.
		 * @param pollingInterval the value, positive
		 * @return this builder
		 */
		public Builder pollingInterval(Duration pollingInterval) {
			this.pollingInterval = requirePositive(pollingInterval);
			return this;
		}

		/**
		 * Set how often the worker says that it is alive.
		 * @param heartbeatInterval the value, positive
		 * @return this builder
		 */
		public Builder heartbeatInterval(Duration heartbeatInterval) {
			this.heartbeatInterval = requirePositive(heartbeatInterval);
			return this;
		}

		/**
		 * Set how long sends in flight may take when the worker stops.
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
		 * Set the longest wait between two attempts.
		 * @param maxBackoff the value, positive
		 * @return this builder
		 */
		public Builder maxBackoff(Duration maxBackoff) {
			this.maxBackoff = requirePositive(maxBackoff);
			return this;
		}

		/**
		 * Set how often a paused worker finds out whether it can go on.
		 * @param checkInterval the value, positive
		 * @return this builder
		 */
		public Builder checkInterval(Duration checkInterval) {
			this.checkInterval = requirePositive(checkInterval);
			return this;
		}

		/**
		 * Set how long sent messages are remembered.
		 * @param remember the value, at least one day
		 * @return this builder
		 */
		public Builder remember(Duration remember) {
			Assert.isTrue(remember.compareTo(KEY_LIFETIME) >= 0, "It has to be at least 1d");
			this.remember = remember;
			return this;
		}

		/**
		 * Set how long parked messages are kept.
		 * @param keepParked the value, positive, or {@code null} for until somebody
		 * resumes or cancels them
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
