package io.github.smsgist.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Maps paths to operations.
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
	 * @return the decoded id, or an empty text if there is none or it is malformed
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
