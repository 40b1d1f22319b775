package io.github.smsgist.sandbox;

import java.util.Locale;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The five operations: authenticates a call, reads its body and has it processed.
 */
final class SandboxApi {

	private final Authentication authentication;

	private final SandboxState state;

	private final Envelope envelope;

	private final SendRequestReader reader;

	private final boolean retryHonoursKey;

	SandboxApi(Authentication authentication, SandboxState state, Envelope envelope, boolean retryHonoursKey) {
		this.authentication = authentication;
		this.state = state;
		this.envelope = envelope;
		this.reader = new SendRequestReader(envelope);
		this.retryHonoursKey = retryHonoursKey;
	}

	Answer process(ApiRequest request, byte[] body) {
		if (!this.authentication.accepts(request.clientId(), request.authorization())) {
			return this.envelope.error(401, "Authentication failed: invalid client id or token");
		}
		return this.state.once(request.path(), effectiveKey(request), operation(request, body));
	}

	/**
	 * Make the answer to a call that is not processed.
	 * @param request the call
	 * @param status the HTTP status
	 * @return the answer
	 */
	Answer refuse(ApiRequest request, int status) {
		Answer answer = this.envelope.error(status, (status == 429) ? "Rate limit exceeded"
				: (status >= 500) ? "Server error, please retry" : "Request refused");
		String key = effectiveKey(request);
		if (status >= 500 && key != null && this.authentication.accepts(request.clientId(), request.authorization())) {
			this.state.storeError(request.path(), key, answer);
		}
		return answer;
	}

	private @Nullable String effectiveKey(ApiRequest request) {
		return switch (request.operation()) {
			case SEND_SMS, SEND_EMAIL -> request.key();
			case RETRY_MESSAGE -> this.retryHonoursKey ? request.key() : null;
			case MESSAGE_STATUS, CREDIT_BALANCE -> null;
		};
	}

	private Supplier<Answer> operation(ApiRequest request, byte[] body) {
		return switch (request.operation()) {
			case SEND_SMS -> send(request, Service.SMS, body);
			case SEND_EMAIL -> send(request, Service.EMAIL, body);
			case MESSAGE_STATUS -> () -> this.state.status(request.messageId());
			case RETRY_MESSAGE -> () -> this.state.retry(request.messageId(), request.key());
			case CREDIT_BALANCE -> this.state::balance;
		};
	}

	/**
	 * Read the body before the state is locked, but tell what is wrong with it only if
	 * the key has no answer yet.
	 */
	private Supplier<Answer> send(ApiRequest request, Service service, byte[] body) {
		try {
			if (!isJson(request.contentType())) {
				throw new ApiException(400, "Content-Type must be application/json");
			}
			SendRequest send = this.reader.read(service, body);
			return this.state.send(send, request.key());
		}
		catch (ApiException ex) {
			return () -> {
				throw ex;
			};
		}
	}

	private boolean isJson(@Nullable String contentType) {
		return contentType != null && (contentType.equals("application/json")
				|| contentType.toLowerCase(Locale.ROOT).startsWith("application/json"));
	}

}
