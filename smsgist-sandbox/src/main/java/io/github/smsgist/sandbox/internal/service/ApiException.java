package io.github.smsgist.sandbox.internal.service;

/**
 * A request that is answered with an error of the API's table.
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
