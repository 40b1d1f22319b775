package io.github.smsgist.autoconfigure.sandbox;

/**
 * The sandbox was asked for in an application that is set up for the real service.
 */
final class SandboxBesideServiceException extends RuntimeException {

	SandboxBesideServiceException(String baseUrl) {
		super("smsgist.sandbox.enabled is true while smsgist.base-url is set (%s)".formatted(baseUrl));
	}

}
