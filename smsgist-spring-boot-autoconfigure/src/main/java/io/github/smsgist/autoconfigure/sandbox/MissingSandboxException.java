package io.github.smsgist.autoconfigure.sandbox;

/**
 * Thrown when the sandbox is enabled, but not on the class path.
 */
final class MissingSandboxException extends RuntimeException {

	MissingSandboxException() {
		super("smsgist.sandbox.enabled is true, but smsgist-sandbox is not on the class path");
	}

}
