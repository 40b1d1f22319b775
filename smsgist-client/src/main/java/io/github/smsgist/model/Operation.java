package io.github.smsgist.model;

/**
 * Operation of the SMSGist API.
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
	 * Retry a failed message for the recipients it failed for.
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
	 * Return whether the operation only reads, so that it may always be retried.
	 * @return whether it only reads
	 */
	public boolean isRead() {
		return this == GET_MESSAGE_STATUS || this == GET_CREDIT_BALANCE;
	}

	/**
	 * Return the operation in words, as an infinitive without "to": "send the SMS".
	 * @return the words
	 */
	public String phrase() {
		return this.phrase;
	}

}
