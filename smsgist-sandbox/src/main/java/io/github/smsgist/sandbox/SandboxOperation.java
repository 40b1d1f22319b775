package io.github.smsgist.sandbox;

/**
 * Operation of the SMSGist API.
 *
 * @since 0.1.0
 */
public enum SandboxOperation {

	/**
	 * {@code POST /api/sms/send}.
	 */
	SEND_SMS("POST"),

	/**
	 * {@code POST /api/email/send}.
	 */
	SEND_EMAIL("POST"),

	/**
	 * {@code GET /api/message/{id}/status}.
	 */
	MESSAGE_STATUS("GET"),

	/**
	 * {@code POST /api/message/{id}/retry}.
	 */
	RETRY_MESSAGE("POST"),

	/**
	 * {@code GET /api/credits/balance}.
	 */
	CREDIT_BALANCE("GET");

	private final String method;

	SandboxOperation(String method) {
		this.method = method;
	}

	String method() {
		return this.method;
	}

}
