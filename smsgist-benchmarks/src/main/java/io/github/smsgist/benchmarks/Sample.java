package io.github.smsgist.benchmarks;

import java.util.List;

import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;

/**
 * What is sent and with which credentials, which are those of the sandbox.
 */
final class Sample {

	static final String CLIENT_ID = "sandbox-client";

	static final String CLIENT_SECRET = "sandbox-client-secret";

	static final String APP_SECRET_KEY = "sandbox-app-secret-key-32-bytes!";

	static final String RECIPIENT = "+233245972246";

	static final String TEXT = "Your order 77 has left the warehouse and will be with you tomorrow before noon. "
			+ "Thank you!";

	static final SmsMessage MESSAGE = SmsMessage.builder().to(RECIPIENT).message(TEXT).build();

	static final SendBody BODY = new SendBody(List.of(RECIPIENT), TEXT, null);

	private Sample() {
	}

	/**
	 * The body as an application without a starter would declare it.
	 */
	record SendBody(List<String> recipients, String message, @Nullable String route) {

	}

	/**
	 * The answer's envelope as an application without a starter would declare it.
	 */
	record Envelope<T>(String status, String message, T data) {

	}

}
