package io.github.smsgist.autoconfigure.sandbox;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * {@link FailureAnalyzer} for a sandbox in an application with an address of the service.
 */
final class SandboxBesideServiceFailureAnalyzer extends AbstractFailureAnalyzer<SandboxBesideServiceException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SandboxBesideServiceException cause) {
		return new FailureAnalysis(
				cause.getMessage() + ", so it is not clear whether messages are to be sent or only to look sent.",
				"Set smsgist.sandbox.enabled=false to use the service at smsgist.base-url, or remove smsgist.base-url to use the sandbox.",
				cause);
	}

}
