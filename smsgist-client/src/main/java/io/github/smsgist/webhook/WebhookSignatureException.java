package io.github.smsgist.webhook;

/**
 * Thrown when a webhook delivery is not signed by SMSGist or not recent. An endpoint
 * answers with 401.
 *
 * @since 0.1.0
 */
public final class WebhookSignatureException extends RuntimeException {

	private final Reason reason;

	WebhookSignatureException(Reason reason) {
		super(reason.sentence);
		this.reason = reason;
	}

	/**
	 * Return why the delivery was refused.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Reason why a delivery was refused.
	 */
	public enum Reason {

		/**
		 * There is no timestamp header.
		 */
		TIMESTAMP_MISSING("The webhook delivery has no " + WebhookSigner.TIMESTAMP_HEADER + " header."),

		/**
		 * The timestamp header is not a number of seconds.
		 */
		TIMESTAMP_MALFORMED("The " + WebhookSigner.TIMESTAMP_HEADER + " header is not a number of seconds."),

		/**
		 * The delivery is older than the tolerance.
		 */
		TIMESTAMP_TOO_OLD("The webhook delivery is too old: it was recorded and sent again, it was delayed, or "
				+ "the clock of this machine is fast."),

		/**
		 * The delivery is further in the future than the tolerance.
		 */
		TIMESTAMP_IN_FUTURE("The webhook delivery comes from the future: the clock of this machine is slow."),

		/**
		 * There is no signature header.
		 */
		SIGNATURE_MISSING("The webhook delivery has no " + WebhookSigner.SIGNATURE_HEADER + " header."),

		/**
		 * The signature header is not {@code sha256=} and 64 hexadecimal digits.
		 */
		SIGNATURE_MALFORMED("The " + WebhookSigner.SIGNATURE_HEADER + " header is not " + WebhookSigner.PREFIX
				+ " and 64 hexadecimal digits."),

		/**
		 * The signature does not match the timestamp, the body and any known secret.
		 */
		SIGNATURE_WRONG("The signature of the webhook delivery is wrong: it was made with another secret, or the "
				+ "body was changed on its way.");

		private final String sentence;

		Reason(String sentence) {
			this.sentence = sentence;
		}

	}

}
