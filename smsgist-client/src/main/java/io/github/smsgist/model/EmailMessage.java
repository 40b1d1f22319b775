package io.github.smsgist.model;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * Email to one or more recipients. Immutable. White space and invisible characters around
 * addresses, subject and name are removed, and so are duplicate addresses.
 *
 * @param recipients email addresses, unmodifiable
 * @param subject the subject, one line
 * @param body the body, which may be HTML
 * @param fromName the sender's display name, or {@code null} for that of the account
 * @param replyTo the address for replies, or {@code null} for that of the account
 * @param noTracking whether to turn tracking of opens and clicks off, or {@code null} for
 * the service's default, which is on
 * @param route the route, or {@code null} for the service's default
 * @param idempotencyKey the key under which SMSGist sends the email once within 24 hours,
 * or {@code null} to generate one
 * @since 0.1.0
 */
public record EmailMessage(List<String> recipients, String subject, String body, @Nullable String fromName,
		@Nullable String replyTo, @Nullable Boolean noTracking, @Nullable Route route,
		@Nullable String idempotencyKey) implements Serializable {

	private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,255}");

	/**
	 * Create an email.
	 * @throws IllegalArgumentException listing everything that is wrong
	 */
	public EmailMessage {
		MessageErrors errors = new MessageErrors("email");
		recipients = readAddresses(errors.requireRecipients(recipients), errors);
		subject = errors.requireLine("subject", subject);
		errors.requireText("body", body);
		fromName = errors.optionalLine("fromName", fromName);
		if (replyTo != null) {
			replyTo = Characters.trim(replyTo);
			String error = error(replyTo);
			if (error != null) {
				errors.add("replyTo " + error);
			}
		}
		errors.checkIdempotencyKey(idempotencyKey);
		errors.throwIfAny();
	}

	private static List<String> readAddresses(List<String> recipients, MessageErrors errors) {
		Set<String> addresses = new LinkedHashSet<>();
		for (int i = 0; i < recipients.size(); i++) {
			String recipient = recipients.get(i);
			String address = (recipient != null) ? Characters.trim(recipient) : "";
			String error = error(address);
			if (error != null) {
				errors.addRecipient(i, error);
			}
			else {
				addresses.add(address);
			}
		}
		return List.copyOf(addresses);
	}

	private static @Nullable String error(String address) {
		int index = Characters.indexOf(address, Characters::isNotAddress);
		if (index >= 0 && address.charAt(index) != ' ') {
			return "is not an email address: it has " + Characters.describe(address, index);
		}
		return ADDRESS.matcher(address).matches() ? null : "is not an email address";
	}

	/**
	 * Return this message with an idempotency key.
	 * @param key the key
	 * @return this message if it already has the key, else a copy
	 */
	public EmailMessage withIdempotencyKey(@Nullable String key) {
		return Objects.equals(key, this.idempotencyKey) ? this : new EmailMessage(this.recipients, this.subject,
				this.body, this.fromName, this.replyTo, this.noTracking, this.route, key);
	}

	/**
	 * Return a builder for an email.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public String toString() {
		return "EmailMessage[recipients=%s, subject=(%s characters), body=(%s characters), noTracking=%s, route=%s]"
			.formatted(Redaction.mask(this.recipients), this.subject.length(), this.body.length(), this.noTracking,
					this.route);
	}

	/**
	 * Builder for an {@link EmailMessage}. Not thread-safe.
	 */
	public static final class Builder extends MessageBuilder<Builder> {

		private String subject = "";

		private String body = "";

		private @Nullable String fromName;

		private @Nullable String replyTo;

		private @Nullable Boolean noTracking;

		private Builder() {
		}

		@Override
		Builder self() {
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
		 * @param fromName the name, {@code null} for that of the account
		 * @return this builder
		 */
		public Builder fromName(@Nullable String fromName) {
			this.fromName = fromName;
			return this;
		}

		/**
		 * Set the address for replies.
		 * @param replyTo the address, {@code null} for that of the account
		 * @return this builder
		 */
		public Builder replyTo(@Nullable String replyTo) {
			this.replyTo = replyTo;
			return this;
		}

		/**
		 * Set whether to turn tracking of opens and clicks off.
		 * @param noTracking {@code true} to turn it off, {@code null} for the service's
		 * default, which is on
		 * @return this builder
		 */
		public Builder noTracking(@Nullable Boolean noTracking) {
			this.noTracking = noTracking;
			return this;
		}

		/**
		 * Build the email.
		 * @return the email
		 * @throws IllegalArgumentException listing everything that is wrong
		 */
		public EmailMessage build() {
			return new EmailMessage(this.recipients, this.subject, this.body, this.fromName, this.replyTo,
					this.noTracking, this.route, this.idempotencyKey);
		}

	}

}
