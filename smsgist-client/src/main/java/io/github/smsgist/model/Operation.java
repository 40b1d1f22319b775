package io.github.smsgist.model;

/**
 * What the SMSGist API can be asked to do.
 *
 * @since 0.1.0
 */
public enum Operation {

	/**
	 * Send an SMS.
	 */
	SEND_SMS("send the SMS"),

	/**
	 * Send an email.
	 */
	SEND_EMAIL("send the email"),

	/**
	 * Read the status of a message.
	 */
	GET_MESSAGE_STATUS("read the message status"),

	/**
	 * Send a failed message again to the recipients it failed for.
	 */
	RETRY_MESSAGE("retry the message"),

	/**
	 * Read the credit balance.
	 */
	GET_CREDIT_BALANCE("read the credit balance");

	private final String phrase;

	Operation(String phrase) {
		this.phrase = phrase;
	}

	/**
	 * Whether the operation changes nothing, so that it may be repeated at will.
	 * @return whether this only reads
	 */
	public boolean isRead() {
		return this == GET_MESSAGE_STATUS || this == GET_CREDIT_BALANCE;
	}

	/**
	 * The operation in words, as an infinitive without "to": "send the SMS".
	 * @return the words
	 */
	public String phrase() {
		return this.phrase;
	}

}
