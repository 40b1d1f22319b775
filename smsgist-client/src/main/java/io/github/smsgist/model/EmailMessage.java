package io.github.smsgist.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * An email to be sent to one or several recipients. Immutable. An address that was given
 * twice is written to once.
 *
 * @param recipients email addresses
 * @param subject the subject
 * @param body the body, which may be HTML
 * @param fromName the sender's display name, or {@code null} for the account's own
 * @param replyTo the address that replies go to, or {@code null} for the account's own
 * @param noTracking whether opens and clicks are not tracked, or {@code null} for the
 * service's default, which is to track them
 * @param route the route, or {@code null} for the service's default
 * @param idempotencyKey the key under which SMSGist sends this once within 24 hours, or
 * {@code null} to have one made
 * @since 0.1.0
 */
public record EmailMessage(List<String> recipients, String subject, String body, @Nullable String fromName,
		@Nullable String replyTo, @Nullable Boolean noTracking, @Nullable Route route,
		@Nullable String idempotencyKey) {

	private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,255}");

	/**
	 * Create an email.
	 * @throws IllegalArgumentException naming everything that is wrong with it
	 */
	public EmailMessage {
		Faults faults = new Faults("email");
		recipients = faults.requireRecipients(recipients);
		for (int i = 0; i < recipients.size(); i++) {
			String address = recipients.get(i);
			if (address == null || !ADDRESS.matcher(address).matches()) {
				faults.add("recipient %d is not an email address".formatted(i + 1));
			}
		}
		faults.requireText("subject", subject);
		faults.rejectLineBreak("subject", subject);
		faults.requireText("body", body);
		faults.rejectBlank("fromName", fromName);
		faults.rejectLineBreak("fromName", fromName);
		if (replyTo != null && !ADDRESS.matcher(replyTo).matches()) {
			faults.add("replyTo is not an email address");
		}
		faults.checkIdempotencyKey(idempotencyKey);
		faults.throwIfAny();
		recipients = List.copyOf(new LinkedHashSet<>(recipients));
	}

	/**
	 * This message under an idempotency key.
	 * @param key the key
	 * @return a copy with the key
	 */
	public EmailMessage withIdempotencyKey(String key) {
		return new EmailMessage(this.recipients, this.subject, this.body, this.fromName, this.replyTo, this.noTracking,
				this.route, key);
	}

	/**
	 * Start an email.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public String toString() {
		return "EmailMessage[recipients=%s, subject=(%d characters), body=(%d characters), noTracking=%s, route=%s]"
			.formatted(Redaction.mask(this.recipients), this.subject.length(), this.body.length(), this.noTracking,
					this.route);
	}

	/**
	 * Builds an {@link EmailMessage}. Not thread-safe.
	 */
	public static final class Builder {

		private final List<String> recipients = new ArrayList<>();

		private String subject = "";

		private String body = "";

		private @Nullable String fromName;

		private @Nullable String replyTo;

		private @Nullable Boolean noTracking;

		private @Nullable Route route;

		private @Nullable String idempotencyKey;

		private Builder() {
		}

		/**
		 * Add recipients.
		 * @param recipients email addresses
		 * @return this builder
		 */
		public Builder to(String... recipients) {
			return to((recipients != null) ? Arrays.asList(recipients) : List.of());
		}

		/**
		 * Add recipients.
		 * @param recipients email addresses
		 * @return this builder
		 */
		public Builder to(Collection<String> recipients) {
			if (recipients != null) {
				this.recipients.addAll(recipients);
			}
			return this;
		}

		/**
		 * Set the subject.
		 * @param subject the subject, one line
		 * @return this builder
		 */
		public Builder subject(String subject) {
			this.subject = subject;
			return this;
		}

		/**
		 * Set the body.
		 * @param body plain text or HTML
		 * @return this builder
		 */
		public Builder body(String body) {
			this.body = body;
			return this;
		}

		/**
		 * Set the sender's display name.
		 * @param fromName the name, {@code null} for the account's own
		 * @return this builder
		 */
		public Builder fromName(@Nullable String fromName) {
			this.fromName = fromName;
			return this;
		}

		/**
		 * Set the address that replies go to.
		 * @param replyTo the address, {@code null} for the account's own
		 * @return this builder
		 */
		public Builder replyTo(@Nullable String replyTo) {
			this.replyTo = replyTo;
			return this;
		}

		/**
		 * Set whether opens and clicks are left untracked.
		 * @param noTracking {@code true} to leave them untracked, {@code null} for the
		 * service's default, which is to track them
		 * @return this builder
		 */
		public Builder noTracking(@Nullable Boolean noTracking) {
			this.noTracking = noTracking;
			return this;
		}

		/**
		 * Set the route.
		 * @param route the route, {@code null} for the service's default
		 * @return this builder
		 */
		public Builder route(@Nullable Route route) {
			this.route = route;
			return this;
		}

		/**
		 * Set the idempotency key. Under one key SMSGist sends once within 24 hours: take
		 * something that stands for the occasion and survives a restart, such as
		 * {@code invoice-2026-77}.
		 * @param idempotencyKey up to 255 printable ASCII characters, or {@code null} to
		 * have a key made
		 * @return this builder
		 */
		public Builder idempotencyKey(@Nullable String idempotencyKey) {
			this.idempotencyKey = idempotencyKey;
			return this;
		}

		/**
		 * Build the email.
		 * @return the email
		 * @throws IllegalArgumentException naming everything that is wrong with it
		 */
		public EmailMessage build() {
			return new EmailMessage(this.recipients, this.subject, this.body, this.fromName, this.replyTo,
					this.noTracking, this.route, this.idempotencyKey);
		}

	}

}
