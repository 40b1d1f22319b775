package io.github.smsgist.autoconfigure.sandbox;

/**
 * Thrown when the sandbox is enabled in an application with an address of the service.
 */
final class SandboxBesideServiceException extends RuntimeException {

	SandboxBesideServiceException(String baseUrl) {
		super("smsgist.sandbox.enabled is true while smsgist.base-url is set (%s)".formatted(baseUrl));
	}

}
