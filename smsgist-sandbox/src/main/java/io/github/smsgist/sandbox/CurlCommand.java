package io.github.smsgist.sandbox;

/**
 * Command line that repeats a request to a sandbox.
 */
final class CurlCommand {

	private CurlCommand() {
	}

	static String of(Exchange exchange, SmsGistSandbox sandbox) {
		StringBuilder curl = new StringBuilder("curl -X ").append(exchange.method())
			.append(' ')
			.append(quote(sandbox.url() + exchange.path()))
			.append(" -H ")
			.append(quote("X-Client-Id: " + sandbox.credentials().clientId()))
			.append(" -H ")
			.append(quote("Authorization: Bearer " + sandbox.newToken()));
		if (exchange.request().idempotencyKey() != null) {
			curl.append(" -H ").append(quote("X-Idempotency-Key: " + exchange.request().idempotencyKey()));
		}
		if (!exchange.requestBody().isEmpty()) {
			curl.append(" -H ")
				.append(quote("Content-Type: application/json"))
				.append(" -d ")
				.append(quote(exchange.requestBody()));
		}
		return curl.toString();
	}

	private static String quote(String argument) {
		return "'" + argument.replace("'", "'\\''") + "'";
	}

}
