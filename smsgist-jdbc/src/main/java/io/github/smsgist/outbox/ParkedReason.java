package io.github.smsgist.outbox;

/**
 * Reason for which a message is parked.
 *
 * @since 0.1.0
 */
public enum ParkedReason {

	/**
	 * SMSGist will not accept the message as it is.
	 */
	REJECTED,

	/**
	 * Nobody knows whether the message was sent, and SMSGist no longer recognizes its
	 * key: sending it again could send it twice.
	 */
	UNKNOWN,

	/**
	 * The time after which the message was not to be sent has passed.
	 */
	TOO_LATE,

	/**
	 * The stored message, or the reason for which a newer release has parked it, cannot
	 * be read.
	 */
	UNREADABLE;

	/**
	 * Read a stored reason, which a newer release may have stored.
	 */
	static ParkedReason read(String name) {
		for (ParkedReason reason : values()) {
			if (reason.name().equals(name)) {
				return reason;
			}
		}
		return UNREADABLE;
	}

}
