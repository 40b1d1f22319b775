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

	private static final int MAX_ADDRESS_LENGTH = 254;

	private static final int MAX_LOCAL_LENGTH = 64;

	private static final Pattern LOCAL = dotted("[^\\s@<>(),:;.\"\\[\\]\\\\]++");

	private static final Pattern DOMAIN = dotted("(?!-)[\\w\\P{ASCII}&&[^\u3002\uff0e\uff61]-]{1,63}+(?<!-)");

	private static final Pattern ADDRESS_LITERAL = Pattern.compile("\\[[\\p{Alnum}.:]+]");

	private static final Pattern SCHEME = Pattern.compile("^(?i:mailto:)");

	/**
	 * Left around an address by lists and mail programs.
	 */
	private static final String BRACKETS = "<>,;\"";

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
			replyTo = undressed(replyTo);
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
			String address = (recipient != null) ? undressed(recipient) : "";
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

	private static Pattern dotted(String part) {
		return Pattern.compile(part + "(?:\\." + part + ")*+");
	}

	/**
	 * Return the address without its scheme and what is around it.
	 */
	private static String undressed(String address) {
		return SCHEME.matcher(Characters.trim(address, BRACKETS)).replaceFirst("");
	}

	private static @Nullable String error(String address) {
		int index = Characters.indexOf(address, Characters::isNotAddress);
		String reason = (index >= 0) ? "it has " + Characters.describe(address, index) : malformed(address);
		return (reason != null) ? "is not an email address: " + reason : null;
	}

	private static @Nullable String malformed(String address) {
		int at = address.indexOf('@');
		if (at < 0 || at != address.lastIndexOf('@')) {
			return (at < 0) ? "it has no @" : "it has more than one @";
		}
		if (address.length() > MAX_ADDRESS_LENGTH || at > MAX_LOCAL_LENGTH) {
			return "it is too long";
		}
		if (!LOCAL.matcher(address.substring(0, at)).matches()) {
			return "the part before the @ is malformed";
		}
		String domain = address.substring(at + 1);
		return (DOMAIN.matcher(domain).matches() || ADDRESS_LITERAL.matcher(domain).matches()) ? null
				: "the part after the @ is malformed";
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
