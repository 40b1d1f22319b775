package io.github.smsgist.sandbox.internal.service;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one recipient's message after it was accepted.
 *
 * @param kind where it ends
 * @param error why it failed, if it does
 */
public record Fate(Kind kind, @Nullable String error) {

	public static final Fate DELIVERED = new Fate(Kind.DELIVERED, null);

	/**
	 * Return what becomes of a message by the recipient alone: some recipients are magic.
	 * @param channel the channel
	 * @param recipient the recipient in its normal form
	 * @return the fate
	 */
	public static Fate of(Channel channel, String recipient) {
		return (channel == Channel.SMS) ? ofNumber(recipient) : ofAddress(recipient);
	}

	public static Fate unreachable(Channel channel) {
		return new Fate(Kind.NOT_SENT, (channel == Channel.SMS) ? "Number not reachable" : "Address not reachable");
	}

	private static Fate ofNumber(String number) {
		if (number.endsWith("0001")) {
			return unreachable(Channel.SMS);
		}
		if (number.endsWith("0002")) {
			return new Fate(Kind.UNDELIVERED, "Handset switched off");
		}
		if (number.endsWith("0003")) {
			return new Fate(Kind.PENDING, null);
		}
		return DELIVERED;
	}

	private static Fate ofAddress(String address) {
		int end = address.indexOf('@');
		int plus = address.indexOf('+');
		String name = address.substring(0, (plus > 0 && plus < end) ? plus : end);
		return switch (name) {
			case "fail" -> unreachable(Channel.EMAIL);
			case "bounce" -> new Fate(Kind.BOUNCED, "Mailbox does not exist");
			case "pending" -> new Fate(Kind.PENDING, null);
			case "complain" -> new Fate(Kind.COMPLAINED, null);
			default -> DELIVERED;
		};
	}

	public enum Kind {

		/**
		 * Sent and delivered.
		 */
		DELIVERED,

		/**
		 * Never handed to a carrier; not paid for.
		 */
		NOT_SENT,

		/**
		 * Sent, paid for and not delivered.
		 */
		UNDELIVERED,

		/**
		 * Sent, and nothing is heard of it again.
		 */
		PENDING,

		/**
		 * An e-mail that comes back.
		 */
		BOUNCED,

		/**
		 * An e-mail that is delivered and complained about.
		 */
		COMPLAINED

	}

}
