package io.github.smsgist.outbox;

/**
 * Reason why a message is parked.
 *
 * @since 0.1.0
 */
public enum ParkedReason {

	/**
	 * SMSGist rejected the message.
	 */
	REJECTED,

	/**
	 * The outcome is unknown, and SMSGist no longer remembers the key, so that sending
	 * the message again could send it twice.
	 */
	UNKNOWN,

	/**
	 * The latest time for the message has passed.
	 */
	TOO_LATE,

	/**
	 * The stored message cannot be read, or the reason why a newer release has parked it.
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
