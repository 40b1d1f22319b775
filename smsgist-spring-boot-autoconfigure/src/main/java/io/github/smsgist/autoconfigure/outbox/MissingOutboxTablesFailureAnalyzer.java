package io.github.smsgist.autoconfigure.outbox;

import io.github.smsgist.outbox.MissingOutboxTablesException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * {@link FailureAnalyzer} for missing tables of the outbox.
 */
final class MissingOutboxTablesFailureAnalyzer extends AbstractFailureAnalyzer<MissingOutboxTablesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingOutboxTablesException cause) {
		return new FailureAnalysis("The tables of the SMSGist outbox are missing from the database.", """
				Do one of these:
				- Add the script %s to your Flyway or Liquibase migrations.
				- Set smsgist.jdbc.initialize-schema=always to have the tables created when the application starts.
				- Set smsgist.outbox.enabled=false to run without the outbox.
				""".formatted(cause.getScript()), cause);
	}

}
