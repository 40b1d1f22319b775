package io.github.smsgist.outbox;

/**
 * Thrown when the tables of the outbox are missing.
 *
 * @since 0.1.0
 */
public final class MissingOutboxTablesException extends OutboxException {

	private final String script;

	/**
	 * Create an exception.
	 * @param script the location of the script that creates the tables
	 * @param cause the database's own error
	 */
	public MissingOutboxTablesException(String script, Throwable cause) {
		super("The tables of the outbox are missing. Create them with the script %s.".formatted(script), cause);
		this.script = script;
	}

	/**
	 * Return the script that creates the tables.
	 * @return the location of the script
	 */
	public String getScript() {
		return this.script;
	}

}
