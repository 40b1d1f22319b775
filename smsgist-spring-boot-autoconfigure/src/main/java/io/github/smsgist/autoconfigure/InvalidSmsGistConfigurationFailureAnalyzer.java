package io.github.smsgist.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which setting to change.
 */
final class InvalidSmsGistConfigurationFailureAnalyzer
		extends AbstractFailureAnalyzer<InvalidSmsGistConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSmsGistConfigurationException cause) {
		return new FailureAnalysis("SMSGist cannot be set up: " + cause.getMessage(),
				"Change the property named above, or set smsgist.enabled=false to run without SMSGist.", cause);
	}

}
