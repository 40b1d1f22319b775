package io.github.smsgist.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Finds the operation that a path belongs to.
 */
final class SandboxRoutes {

	private static final String MESSAGE = "/api/message/";

	private SandboxRoutes() {
	}

	static @Nullable SandboxOperation operation(String path) {
		return switch (path) {
			case "/api/sms/send" -> SandboxOperation.SEND_SMS;
			case "/api/email/send" -> SandboxOperation.SEND_EMAIL;
			case "/api/credits/balance" -> SandboxOperation.CREDIT_BALANCE;
			default -> messageOperation(path);
		};
	}

	private static @Nullable SandboxOperation messageOperation(String path) {
		int end = path.indexOf('/', MESSAGE.length());
		if (!path.startsWith(MESSAGE) || end <= MESSAGE.length()) {
			return null;
		}
		return switch (path.substring(end)) {
			case "/status" -> SandboxOperation.MESSAGE_STATUS;
			case "/retry" -> SandboxOperation.RETRY_MESSAGE;
			default -> null;
		};
	}

	/**
	 * Return the message id in a path.
	 * @param operation the operation of the path
	 * @param path the path
	 * @return the decoded id; empty if the path has none, or a broken one
	 */
	static String messageId(SandboxOperation operation, String path) {
		if (operation != SandboxOperation.MESSAGE_STATUS && operation != SandboxOperation.RETRY_MESSAGE) {
			return "";
		}
		String encoded = path.substring(MESSAGE.length(), path.indexOf('/', MESSAGE.length()));
		try {
			return (encoded.indexOf('%') < 0) ? encoded
					: URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
