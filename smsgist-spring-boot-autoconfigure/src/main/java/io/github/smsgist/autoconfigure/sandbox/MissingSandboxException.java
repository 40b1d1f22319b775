package io.github.smsgist.autoconfigure.sandbox;

/**
 * The sandbox was asked for but is not on the class path.
 */
final class MissingSandboxException extends RuntimeException {

	MissingSandboxException() {
		super("smsgist.sandbox.enabled is true, but smsgist-sandbox is not on the class path");
	}

}
