package io.github.smsgist.sandbox.internal.service;

/**
 * Thrown to answer a request with an error.
 */
public final class ApiException extends RuntimeException {

	private final int status;

	public ApiException(int status, String message) {
		super(message, null, false, false);
		this.status = status;
	}

	public int status() {
		return this.status;
	}

}
