package io.github.smsgist.client;

/**
 * Thrown when a component of a {@link SmsGistConnection} cannot be used. The message
 * shows nothing of a credential.
 *
 * @since 0.1.0
 */
public final class InvalidConnectionException extends IllegalArgumentException {

	private final String component;

	private final String reason;

	InvalidConnectionException(String component, String reason) {
		super("'%s' cannot be used: %s".formatted(component, reason));
		this.component = component;
		this.reason = reason;
	}

	/**
	 * Return the name of the record component, such as {@code clientSecret}.
	 * @return the name
	 */
	public String getComponent() {
		return this.component;
	}

	/**
	 * Return why it cannot be used, as a sentence about "it".
	 * @return the reason
	 */
	public String getReason() {
		return this.reason;
	}

}
