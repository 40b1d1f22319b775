package io.github.smsgist.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.smsgist.internal.privacy.Redaction;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * SMS to one or more recipients. Immutable.
 * <p>
 * Phone numbers may contain separators, the digits of any script, or be a {@code tel:}
 * link. International numbers are converted to E.164, without a trunk zero after the
 * country code. National numbers are reduced to their digits.
 *
 * @param recipients phone numbers, in E.164 or in a national form, unmodifiable
 * @param message the text
 * @param route the route, or {@code null} for the service's default
 * @param idempotencyKey the key under which SMSGist sends the SMS once within 24 hours,
 * or {@code null} to generate one
 * @since 0.1.0
 */
public record SmsMessage(List<String> recipients, String message, @Nullable Route route,
		@Nullable String idempotencyKey) implements Serializable {

	/**
	 * Create an SMS.
	 * @throws IllegalArgumentException listing everything that is wrong
	 */
	public SmsMessage {
		MessageErrors errors = new MessageErrors("SMS");
		recipients = readNumbers(errors.requireRecipients(recipients), errors);
		errors.requireText("message", message);
		errors.checkIdempotencyKey(idempotencyKey);
		errors.throwIfAny();
	}

	/**
	 * A national number is checked against its region later. If there is an error in any
	 * other number, one that is far too short is reported with it.
	 */
	private static List<String> readNumbers(List<String> recipients, MessageErrors errors) {
		List<String> numbers = new ArrayList<>(recipients.size());
		List<Integer> unusuallyShort = new ArrayList<>();
		for (int i = 0; i < recipients.size(); i++) {
			String number = PhoneNumbers.read(recipients.get(i));
			if (number == null) {
				errors.addRecipient(i, PhoneNumbers.error(recipients.get(i)));
				continue;
			}
			if (PhoneNumbers.isUnusuallyShort(number)) {
				unusuallyShort.add(i);
			}
			numbers.add(number);
		}
		if (errors.hasRecipientErrors()) {
			unusuallyShort.forEach((index) -> errors.addRecipient(index, "is too short for a phone number"));
		}
		return List.copyOf(numbers);
	}

	/**
	 * Return this message with an idempotency key.
	 * @param key the key
	 * @return this message if it already has the key, else a copy
	 */
	public SmsMessage withIdempotencyKey(@Nullable String key) {
		return Objects.equals(key, this.idempotencyKey) ? this
				: new SmsMessage(this.recipients, this.message, this.route, key);
	}

	/**
	 * Return this message with every recipient in E.164 and without duplicates, whatever
	 * form the numbers had.
	 * @param region the region of national numbers, as two upper-case letters such as
	 * {@code GH}
	 * @return this message if it already has that form, else a copy
	 * @throws IllegalArgumentException listing, masked, the numbers that are not valid in
	 * the region
	 */
	public SmsMessage withRecipientsInE164(String region) {
		MessageErrors errors = new MessageErrors("SMS");
		Set<String> normalized = new LinkedHashSet<>(this.recipients.size() * 2);
		for (int i = 0; i < this.recipients.size(); i++) {
			String number = PhoneNumbers.toE164(this.recipients.get(i), region);
			if (number != null) {
				normalized.add(number);
			}
			else {
				errors.addRecipient(i, PhoneNumbers.error(this.recipients.get(i), region));
			}
		}
		errors.throwIfAny();
		List<String> numbers = List.copyOf(normalized);
		return numbers.equals(this.recipients) ? this
				: new SmsMessage(numbers, this.message, this.route, this.idempotencyKey);
	}

	/**
	 * Return the segments of the text. Each of them is billed for every recipient.
	 * @return the segments
	 */
	public SmsSegments segments() {
		return SmsSegments.of(this.message);
	}

	/**
	 * Return a phone number in E.164, such as {@code +233245972246}, in whatever form it
	 * was entered. Applications can store and compare numbers in this form.
	 * @param number the number as entered
	 * @param region the region of a national number, as two upper-case letters such as
	 * {@code GH}
	 * @return the number in E.164
	 * @throws IllegalArgumentException if the number is not valid; its message shows it
	 * masked
	 */
	public static String toE164(String number, String region) {
		String read = PhoneNumbers.read(number);
		Assert.isTrue(read != null, () -> "The number " + PhoneNumbers.error(number));
		String e164 = PhoneNumbers.toE164(read, region);
		Assert.isTrue(e164 != null, () -> "The number " + PhoneNumbers.error(read, region));
		return e164;
	}

	/**
	 * Return whether a region is known.
	 * @param region two upper-case letters
	 * @return whether the region is known
	 */
	public static boolean isRegion(String region) {
		return PhoneNumbers.isRegion(region);
	}

	/**
	 * Return a builder for an SMS.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public String toString() {
		return "SmsMessage[recipients=%s, message=(%s characters), route=%s]".formatted(Redaction.mask(this.recipients),
				this.message.length(), this.route);
	}

	/**
	 * Builder for an {@link SmsMessage}. Not thread-safe.
	 */
	public static final class Builder extends MessageBuilder<Builder> {

		private String message = "";

		private Builder() {
		}

		@Override
		Builder self() {
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
		 * Build the SMS.
		 * @return the SMS
		 * @throws IllegalArgumentException listing everything that is wrong
		 */
		public SmsMessage build() {
			return new SmsMessage(this.recipients, this.message, this.route, this.idempotencyKey);
		}

	}

}
