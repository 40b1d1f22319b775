package io.github.smsgist.autoconfigure.sandbox;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * {@link FailureAnalyzer} for a missing sandbox.
 */
final class MissingSandboxFailureAnalyzer extends AbstractFailureAnalyzer<MissingSandboxException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingSandboxException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"Add the dependency io.github.smsgist:smsgist-sandbox, or set smsgist.sandbox.enabled=false to use the real service.",
				cause);
	}

}
