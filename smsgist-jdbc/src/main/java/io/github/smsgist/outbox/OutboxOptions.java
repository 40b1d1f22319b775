package io.github.smsgist.outbox;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Options for a message in the outbox. Immutable.
 *
 * @param notBefore the earliest time to send the message, or {@code null} for as soon as
 * possible
 * @param notAfter the latest time to send the message, after which it is parked, or
 * {@code null} for no limit
 * @param priority the priority, higher first, or {@code null} for 10 for the route
 * {@link io.github.smsgist.model.Route#OTP OTP}, -10 for a campaign and 0 otherwise
 * @param campaign the campaign that the message belongs to, or {@code null} for none
 * @since 0.1.0
 */
public record OutboxOptions(@Nullable Instant notBefore, @Nullable Instant notAfter, @Nullable Integer priority,
		@Nullable String campaign) {

	static final OutboxOptions DEFAULTS = builder().build();

	private static final int MAX_CAMPAIGN_LENGTH = 100;

	/**
	 * Create options.
	 * @throws IllegalArgumentException if they contradict each other, the priority is not
	 * between -1000 and 1000, or the campaign is blank or longer than 100 characters
	 */
	public OutboxOptions {
		Assert.isTrue(notBefore == null || notAfter == null || notBefore.isBefore(notAfter),
				"notBefore has to be before notAfter");
		Assert.isTrue(priority == null || (priority >= -1000 && priority <= 1000),
				"priority has to be between -1000 and 1000");
		Assert.isTrue(campaign == null || (!campaign.isBlank() && campaign.length() <= MAX_CAMPAIGN_LENGTH),
				"campaign has to have 1 to 100 characters");
	}

	/**
	 * Create a builder.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder for {@link OutboxOptions}. Not thread-safe.
	 */
	public static final class Builder {

		private @Nullable Instant notBefore;

		private @Nullable Instant notAfter;

		private @Nullable Integer priority;

		private @Nullable String campaign;

		private Builder() {
		}

		/**
		 * Set the earliest time to send the message.
		 * @param notBefore the time
		 * @return this builder
		 */
		public Builder notBefore(@Nullable Instant notBefore) {
			this.notBefore = notBefore;
			return this;
		}

		/**
		 * Set the latest time to send the message, after which it would be of no use.
		 * @param notAfter the time
		 * @return this builder
		 */
		public Builder notAfter(@Nullable Instant notAfter) {
			this.notAfter = notAfter;
			return this;
		}

		/**
		 * Set the priority.
		 * @param priority the priority, from -1000 to 1000, higher first
		 * @return this builder
		 */
		public Builder priority(int priority) {
			this.priority = priority;
			return this;
		}

		/**
		 * Set the campaign that the message belongs to.
		 * @param campaign a name, of at most 100 characters
		 * @return this builder
		 */
		public Builder campaign(@Nullable String campaign) {
			this.campaign = campaign;
			return this;
		}

		/**
		 * Build the options.
		 * @return the options
		 * @throws IllegalArgumentException if they are not valid
		 */
		public OutboxOptions build() {
			return new OutboxOptions(this.notBefore, this.notAfter, this.priority, this.campaign);
		}

	}

}
