package io.github.smsgist.sandbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import io.github.smsgist.sandbox.internal.http.Answer;
import io.github.smsgist.sandbox.internal.http.Authentication;
import io.github.smsgist.sandbox.internal.http.Envelope;
import io.github.smsgist.sandbox.internal.http.IdempotencyKeys;
import io.github.smsgist.sandbox.internal.http.SendRequestReader;
import io.github.smsgist.sandbox.internal.service.ApiException;
import io.github.smsgist.sandbox.internal.service.Channel;
import io.github.smsgist.sandbox.internal.service.Draft;
import io.github.smsgist.sandbox.internal.service.Message;
import io.github.smsgist.sandbox.internal.service.MessageService;
import io.github.smsgist.sandbox.internal.service.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * The operations of the SMSGist API: authentication, validation, idempotency and answers.
 */
final class SandboxApi {

	private static final String SERVER_ERROR = "Server error, please retry";

	private final Authentication authentication;

	private final MessageService service;

	/**
	 * Also the lock for finding a key, processing the call and storing the answer in one
	 * step.
	 */
	private final IdempotencyKeys keys;

	private final Envelope envelope;

	private final SendRequestReader reader;

	private volatile SandboxAssumptions assumptions;

	SandboxApi(Authentication authentication, MessageService service, IdempotencyKeys keys, Envelope envelope,
			SandboxAssumptions assumptions) {
		this.authentication = authentication;
		this.service = service;
		this.keys = keys;
		this.envelope = envelope;
		this.reader = new SendRequestReader(envelope);
		this.assumptions = assumptions;
	}

	Answer process(ApiRequest request, byte[] body) {
		if (!isAuthentic(request)) {
			return this.envelope.error(401, "Authentication failed: invalid client id or token");
		}
		Supplier<Answer> operation = operation(request, body);
		String key = scopedKey(request);
		return (key != null) ? once(key, operation) : answer(operation);
	}

	private boolean isAuthentic(ApiRequest request) {
		return this.authentication.accepts(request.clientId(), request.authorization());
	}

	private Answer once(String key, Supplier<Answer> operation) {
		synchronized (this.keys) {
			Answer original = this.keys.find(key);
			if (original != null) {
				return original;
			}
			Answer answer = answer(operation);
			if (answer.isSuccess() || this.assumptions.storeErrors()) {
				this.keys.store(key, answer);
			}
			return answer;
		}
	}

	private Answer answer(Supplier<Answer> operation) {
		try {
			return operation.get();
		}
		catch (ApiException ex) {
			return this.envelope.error(ex);
		}
	}

	/**
	 * Answer a call with an error without processing it.
	 * @param request the call
	 * @param status the HTTP status
	 * @return the answer
	 */
	Answer refuse(ApiRequest request, int status) {
		Answer answer = this.envelope.error(status,
				(status == 429) ? "Rate limit exceeded" : (status >= 500) ? SERVER_ERROR : "Request refused");
		String key = scopedKey(request);
		if (status >= 500 && this.assumptions.storeErrors() && key != null && isAuthentic(request)) {
			synchronized (this.keys) {
				if (this.keys.find(key) == null) {
					this.keys.store(key, answer);
				}
			}
		}
		return answer;
	}

	/**
	 * Process a call, then answer with an error.
	 * @param request the call
	 * @param body the body
	 * @param status the HTTP status
	 * @return the answer
	 */
	Answer failAfterProcessing(ApiRequest request, byte[] body, int status) {
		process(request, body);
		return this.envelope.error(status, SERVER_ERROR);
	}

	/**
	 * Remove all keys and run an action, without a call in between.
	 * @param action the action
	 */
	void reset(Runnable action) {
		synchronized (this.keys) {
			this.keys.clear();
			action.run();
		}
	}

	/**
	 * Return the idempotency key of a call, prefixed with its scope.
	 * @param request the call
	 * @return the key, or {@code null} if the call has none or it is ignored
	 */
	@Nullable String scopedKey(ApiRequest request) {
		if (request.key() == null) {
			return null;
		}
		return switch (request.operation()) {
			case SEND_SMS, SEND_EMAIL ->
				((this.assumptions.keyScope() == KeyScope.ALL_SENDS) ? "send" : request.path()) + ' ' + request.key();
			case RETRY_MESSAGE ->
				this.assumptions.retryHonorsIdempotencyKey() ? request.path() + ' ' + request.key() : null;
			case MESSAGE_STATUS, CREDIT_BALANCE -> null;
		};
	}

	/**
	 * Return the answer to a call while another call with the same key is in progress.
	 * @param request the call
	 * @return the kind of answer, {@link KeyInProgress#REPLAY} if the call is not
	 * authentic
	 */
	KeyInProgress inProgress(ApiRequest request) {
		return isAuthentic(request) ? this.assumptions.keyInProgress() : KeyInProgress.REPLAY;
	}

	SandboxAssumptions assumptions() {
		return this.assumptions;
	}

	void assume(SandboxAssumptions assumptions) {
		this.assumptions = assumptions;
	}

	private Supplier<Answer> operation(ApiRequest request, byte[] body) {
		return switch (request.operation()) {
			case SEND_SMS -> send(request, Channel.SMS, body);
			case SEND_EMAIL -> send(request, Channel.EMAIL, body);
			case MESSAGE_STATUS -> () -> status(request.messageId());
			case RETRY_MESSAGE -> () -> retry(request.messageId(), request.key());
			case CREDIT_BALANCE -> this::balance;
		};
	}

	/**
	 * Read the body and write the answer before taking a lock. An invalid body is
	 * reported later, only if the key has no answer yet.
	 */
	private Supplier<Answer> send(ApiRequest request, Channel channel, byte[] body) {
		try {
			if (!isJson(request.contentType())) {
				throw new ApiException(400, "Content-Type must be application/json");
			}
			Draft draft = this.service.draft(this.reader.read(channel, body));
			Answer answer = this.envelope.success(201, "Message queued", Sent.of(draft));
			return () -> {
				this.service.accept(draft, request.key());
				return answer;
			};
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

	private Answer retry(String id, @Nullable String key) {
		Draft draft = this.service.retry(id, key);
		return this.envelope.success(201, "Message queued for retry",
				new Retried(draft.id(), id, "queued", draft.recipients().size(), draft.totalCost()));
	}

	private Answer status(String id) {
		return this.envelope.success(200, "Message status", this.service.message(id, Status::of));
	}

	private Answer balance() {
		MessageService.Credits credits = this.service.credits();
		return this.envelope.success(200, "Credit balance",
				new Balance(credits.balance(), credits.reserved(), credits.available(), "GHS"));
	}

	private static @Nullable Instant seconds(@Nullable Instant time) {
		return (time != null) ? time.truncatedTo(ChronoUnit.SECONDS) : null;
	}

	private record Sent(String messageId, String status, int recipientsCount, int segments, BigDecimal totalCost,
			BigDecimal costPerUnit, List<SentRecipient> recipients) {

		static Sent of(Draft draft) {
			return new Sent(draft.id(), "queued", draft.recipients().size(), draft.segments(), draft.totalCost(),
					draft.costPerUnit(), draft.recipients().stream().map(SentRecipient::of).toList());
		}

	}

	private record SentRecipient(String recipientId, String recipient) {

		static SentRecipient of(Recipient recipient) {
			return new SentRecipient(recipient.id(), recipient.address());
		}

	}

	private record Retried(String messageId, String originalMessageId, String status, int recipientsCount,
			BigDecimal totalCost) {

	}

	private record Status(String messageId, String service, String status, int totalRecipients, int delivered,
			int pending, int failed, @Nullable Instant sentAt, List<RecipientStatus> recipients) {

		static Status of(Message message) {
			int total = message.recipients().size();
			int delivered = message.delivered();
			int failed = message.failed();
			return new Status(message.id(), message.request().channel().word(), message.status(), total, delivered,
					total - delivered - failed, failed, seconds(message.sentAt()),
					message.recipients().stream().map(RecipientStatus::of).toList());
		}

	}

	private record RecipientStatus(String recipientId, String recipient, String sendStatus, String deliveryStatus,
			@Nullable Instant deliveredAt, @Nullable String errorMessage) {

		static RecipientStatus of(Recipient recipient) {
			return new RecipientStatus(recipient.id(), recipient.address(), recipient.sendStatus(),
					recipient.deliveryStatus(), seconds(recipient.deliveredAt()), recipient.error());
		}

	}

	private record Balance(BigDecimal balance, BigDecimal reserved, BigDecimal available, String currency) {

	}

}
