package io.github.smsgist;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.smsgist.error.FailedCall;
import io.github.smsgist.error.Outcome;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends through SMSGist and waits for the answer. Thread-safe.
 *
 * @since 0.1.0
 * @see ReactiveSmsGistTemplate
 */
public final class SmsGistTemplate implements SmsGistOperations {

	private final ReactiveSmsGistOperations reactive;

	/**
	 * Create a template.
	 * @param reactive what does the work
	 */
	public SmsGistTemplate(ReactiveSmsGistOperations reactive) {
		this.reactive = reactive;
	}

	@Override
	public SendReceipt sendSms(String recipient, String message) {
		return sendSms(SmsMessage.builder().to(recipient).message(message).build());
	}

	@Override
	public SendReceipt sendSms(SmsMessage message) {
		String key = ReactiveSmsGistTemplate.keyOr(message.idempotencyKey());
		return await(this.reactive.sendSms(message.withIdempotencyKey(key)), Operation.SEND_SMS, key);
	}

	@Override
	public SendReceipt sendEmail(EmailMessage message) {
		String key = ReactiveSmsGistTemplate.keyOr(message.idempotencyKey());
		return await(this.reactive.sendEmail(message.withIdempotencyKey(key)), Operation.SEND_EMAIL, key);
	}

	@Override
	public MessageStatus getMessageStatus(String messageId) {
		return await(this.reactive.getMessageStatus(messageId), Operation.GET_MESSAGE_STATUS, null);
	}

	@Override
	public RetryReceipt retryMessage(String messageId) {
		return await(this.reactive.retryMessage(messageId), Operation.RETRY_MESSAGE, null);
	}

	@Override
	public CreditBalance getCreditBalance() {
		return await(this.reactive.getCreditBalance(), Operation.GET_CREDIT_BALANCE, null);
	}

	/**
	 * Not {@link Mono#block()}, which tells an interrupted caller nothing about the
	 * message.
	 */
	private static <T> T await(Mono<T> answer, Operation operation, @Nullable String key) {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException(
					"SmsGistTemplate waits for its answer, which the event-loop thread '%s' must not do: inject ReactiveSmsGistOperations instead"
						.formatted(Thread.currentThread().getName()));
		}
		CompletableFuture<@Nullable T> future = answer.toFuture();
		try {
			return Objects.requireNonNull(future.get(), "no answer");
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			Thread.currentThread().interrupt();
			throw new SmsGistTransportException(new FailedCall(operation, key, 1, Outcome.UNKNOWN),
					"the thread was interrupted while it waited", ex);
		}
		catch (ExecutionException ex) {
			throw rethrowable(ex.getCause());
		}
	}

	/**
	 * The failure itself, which was made on another thread, with the caller's stack
	 * beside its own.
	 */
	private static RuntimeException rethrowable(@Nullable Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		RuntimeException exception = (failure instanceof RuntimeException runtimeException) ? runtimeException
				: new IllegalStateException(failure);
		exception.addSuppressed(new Exception("The caller of SmsGistTemplate"));
		return exception;
	}

}
