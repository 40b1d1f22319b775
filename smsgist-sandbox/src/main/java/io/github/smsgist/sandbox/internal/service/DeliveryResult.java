package io.github.smsgist.sandbox.internal.service;

import org.jspecify.annotations.Nullable;

/**
 * Result of sending a message to one recipient.
 *
 * @param kind the kind of result
 * @param error the error message, or {@code null}
 */
public record DeliveryResult(Kind kind, @Nullable String error) {

	public static final DeliveryResult DELIVERED = new DeliveryResult(Kind.DELIVERED, null);

	/**
	 * Return the result for a recipient, which may be a magic one.
	 * @param channel the channel
	 * @param recipient the normalized recipient
	 * @return the result
	 */
	public static DeliveryResult of(Channel channel, String recipient) {
		return (channel == Channel.SMS) ? ofNumber(recipient) : ofAddress(recipient);
	}

	public static DeliveryResult unreachable(Channel channel) {
		return new DeliveryResult(Kind.NOT_SENT,
				(channel == Channel.SMS) ? "Number not reachable" : "Address not reachable");
	}

	private static DeliveryResult ofNumber(String number) {
		if (number.endsWith("0001")) {
			return unreachable(Channel.SMS);
		}
		if (number.endsWith("0002")) {
			return new DeliveryResult(Kind.UNDELIVERED, "Handset switched off");
		}
		if (number.endsWith("0003")) {
			return new DeliveryResult(Kind.PENDING, null);
		}
		return DELIVERED;
	}

	private static DeliveryResult ofAddress(String address) {
		int end = address.indexOf('@');
		int plus = address.indexOf('+');
		String name = address.substring(0, (plus > 0 && plus < end) ? plus : end);
		return switch (name) {
			case "fail" -> unreachable(Channel.EMAIL);
			case "bounce" -> new DeliveryResult(Kind.BOUNCED, "Mailbox does not exist");
			case "pending" -> new DeliveryResult(Kind.PENDING, null);
			case "complain" -> new DeliveryResult(Kind.COMPLAINED, null);
			default -> DELIVERED;
		};
	}

	public enum Kind {

		/**
		 * Sent and delivered.
		 */
		DELIVERED,

		/**
		 * Not sent, and not charged.
		 */
		NOT_SENT,

		/**
		 * Sent, charged and not delivered.
		 */
		UNDELIVERED,

		/**
		 * Sent, and neither delivered nor failed.
		 */
		PENDING,

		/**
		 * An email that bounces.
		 */
		BOUNCED,

		/**
		 * An email that is delivered, and complained about.
		 */
		COMPLAINED

	}

}
