package io.github.smsgist.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one recipient's message after it was accepted.
 *
 * @param kind where it ends
 * @param error why it failed, if it does
 */
record Fate(Kind kind, @Nullable String error) {

	static final Fate DELIVERED = new Fate(Kind.DELIVERED, null);

	/**
	 * Return what becomes of a message by the recipient alone: some recipients are magic.
	 * @param service the service
	 * @param recipient the recipient in its normal form
	 * @return the fate
	 */
	static Fate of(Service service, String recipient) {
		return (service == Service.SMS) ? ofNumber(recipient) : ofAddress(recipient);
	}

	static Fate unreachable(Service service) {
		return new Fate(Kind.NOT_SENT, (service == Service.SMS) ? "Number not reachable" : "Address not reachable");
	}

	private static Fate ofNumber(String number) {
		if (number.endsWith("0001")) {
			return unreachable(Service.SMS);
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
			case "fail" -> unreachable(Service.EMAIL);
			case "bounce" -> new Fate(Kind.BOUNCED, "Mailbox does not exist");
			case "pending" -> new Fate(Kind.PENDING, null);
			case "complain" -> new Fate(Kind.COMPLAINED, null);
			default -> DELIVERED;
		};
	}

	enum Kind {

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
