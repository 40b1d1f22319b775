package io.github.smsgist.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An SMS to be sent to one or several recipients. Immutable.
 *
 * @param recipients phone numbers, in E.164 or in a national form
 * @param message the text
 * @param route the route, or {@code null} for the service's default
 * @param idempotencyKey the key under which SMSGist sends this once within 24 hours, or
 * {@code null} to have one made
 * @since 0.1.0
 */
public record SmsMessage(List<String> recipients, String message, @Nullable Route route,
		@Nullable String idempotencyKey) {

	/**
	 * Create an SMS.
	 * @throws IllegalArgumentException naming everything that is wrong with it
	 */
	public SmsMessage {
		Faults faults = new Faults("SMS");
		recipients = faults.requireRecipients(recipients);
		for (int i = 0; i < recipients.size(); i++) {
			String fault = PhoneNumbers.fault(recipients.get(i));
			if (fault != null) {
				faults.add("recipient %d (%s) %s".formatted(i + 1, Redaction.mask(recipients.get(i)), fault));
			}
		}
		faults.requireText("message", message);
		faults.checkIdempotencyKey(idempotencyKey);
		faults.throwIfAny();
		recipients = List.copyOf(recipients);
	}

	/**
	 * This message under an idempotency key.
	 * @param key the key
	 * @return a copy with the key
	 */
	public SmsMessage withIdempotencyKey(String key) {
		return new SmsMessage(this.recipients, this.message, this.route, key);
	}

	/**
	 * This message with every recipient in E.164, each once: a number that was given
	 * twice, in whatever forms, is texted and paid for once.
	 * @param region the region that national numbers belong to, as two upper-case
	 * letters: {@code GH}
	 * @return this message if it has that form already, else a copy that has
	 * @throws IllegalArgumentException naming, masked, every number that is none in the
	 * region
	 */
	public SmsMessage withRecipientsInE164(String region) {
		Faults faults = new Faults("SMS");
		Set<String> normalized = new LinkedHashSet<>(this.recipients.size() * 2);
		for (int i = 0; i < this.recipients.size(); i++) {
			String number = PhoneNumbers.toE164(this.recipients.get(i), region);
			if (number != null) {
				normalized.add(number);
			}
			else {
				faults.add("recipient %d (%s) is not a phone number of the region %s".formatted(i + 1,
						Redaction.mask(this.recipients.get(i)), region));
			}
		}
		faults.throwIfAny();
		List<String> numbers = List.copyOf(normalized);
		return numbers.equals(this.recipients) ? this
				: new SmsMessage(numbers, this.message, this.route, this.idempotencyKey);
	}

	/**
	 * Whether national phone numbers can be read for a region.
	 * @param region two upper-case letters
	 * @return whether the region is known
	 */
	public static boolean isRegion(String region) {
		return PhoneNumbers.isRegion(region);
	}

	/**
	 * Start an SMS.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public String toString() {
		return "SmsMessage[recipients=%s, message=(%d characters), route=%s]".formatted(Redaction.mask(this.recipients),
				this.message.length(), this.route);
	}

	/**
	 * Builds an {@link SmsMessage}. Not thread-safe.
	 */
	public static final class Builder {

		private final List<String> recipients = new ArrayList<>();

		private String message = "";

		private @Nullable Route route;

		private @Nullable String idempotencyKey;

		private Builder() {
		}

		/**
		 * Add recipients.
		 * @param recipients phone numbers, in E.164 ({@code +233245972246}) or in the
		 * national form of the application's default region ({@code 0245972246})
		 * @return this builder
		 */
		public Builder to(String... recipients) {
			return to((recipients != null) ? Arrays.asList(recipients) : List.of());
		}

		/**
		 * Add recipients.
		 * @param recipients phone numbers, as in {@link #to(String...)}
		 * @return this builder
		 */
		public Builder to(Collection<String> recipients) {
			if (recipients != null) {
				this.recipients.addAll(recipients);
			}
			return this;
		}

		/**
		 * Set the text.
		 * @param message the text
		 * @return this builder
		 */
		public Builder message(String message) {
			this.message = message;
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
		 * {@code order-77-shipped}.
		 * @param idempotencyKey up to 255 printable ASCII characters, or {@code null} to
		 * have a key made
		 * @return this builder
		 */
		public Builder idempotencyKey(@Nullable String idempotencyKey) {
			this.idempotencyKey = idempotencyKey;
			return this;
		}

		/**
		 * Build the SMS.
		 * @return the SMS
		 * @throws IllegalArgumentException naming everything that is wrong with it
		 */
		public SmsMessage build() {
			return new SmsMessage(this.recipients, this.message, this.route, this.idempotencyKey);
		}

	}

}
