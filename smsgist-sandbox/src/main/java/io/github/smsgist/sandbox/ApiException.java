package io.github.smsgist.sandbox;

/**
 * A request that is answered with an error of the API's table.
 */
final class ApiException extends RuntimeException {

	private final int status;

	ApiException(int status, String message) {
		super(message, null, false, false);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
