package io.github.smsgist;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistException.FailedCall;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistTransportException;
import io.github.smsgist.internal.resilience.CallProgress;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.Operation;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Default implementation of {@link SmsGistOperations}. Thread-safe.
 *
 * @since 0.1.0
 * @see ReactiveSmsGistTemplate
 */
public final class SmsGistTemplate implements SmsGistOperations, AutoCloseable {

	private final ReactiveSmsGistOperations reactive;

	/**
	 * Create a template.
	 * @param reactive the reactive operations to delegate to
	 */
	public SmsGistTemplate(ReactiveSmsGistOperations reactive) {
		this.reactive = reactive;
	}

	@Override
	public SendReceipt sendSms(SmsMessage message) {
		return await(this.reactive.sendSms(message), Operation.SEND_SMS, message.idempotencyKey());
	}

	@Override
	public SendReceipt sendSms(SmsMessage message, Duration maxDuration) {
		return await(this.reactive.sendSms(message, maxDuration), Operation.SEND_SMS, message.idempotencyKey());
	}

	@Override
	public List<SendResult<SmsMessage>> sendSms(Collection<SmsMessage> messages, Duration maxDuration) {
		return sendMany(Channel.SMS, messages, (source) -> this.reactive.sendSms(source, maxDuration));
	}

	@Override
	public SendReceipt sendEmail(EmailMessage message) {
		return await(this.reactive.sendEmail(message), Operation.SEND_EMAIL, message.idempotencyKey());
	}

	@Override
	public SendReceipt sendEmail(EmailMessage message, Duration maxDuration) {
		return await(this.reactive.sendEmail(message, maxDuration), Operation.SEND_EMAIL, message.idempotencyKey());
	}

	@Override
	public List<SendResult<EmailMessage>> sendEmail(Collection<EmailMessage> messages, Duration maxDuration) {
		return sendMany(Channel.EMAIL, messages, (source) -> this.reactive.sendEmail(source, maxDuration));
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
	 * Close the reactive template that this one delegates to.
	 * @see ReactiveSmsGistTemplate#close()
	 */
	@Override
	public void close() {
		if (this.reactive instanceof ReactiveSmsGistTemplate template) {
			template.close();
		}
	}

	private static <M> List<SendResult<M>> sendMany(Channel<M> channel, Collection<M> messages,
			Function<Flux<M>, Flux<SendResult<M>>> send) {
		requireBlockingThread();
		List<M> keyed = messages.stream().map(channel::keyed).toList();
		Map<M, SendResult<M>> results = new IdentityHashMap<>();
		CompletableFuture<?> end = send.apply(Flux.fromIterable(keyed)).doOnNext((result) -> {
			synchronized (results) {
				results.put(result.message(), result);
			}
		}).then().contextCapture().toFuture();
		Function<M, SendResult<M>> missing = (message) -> BulkSend.outOfTime(channel, message);
		try {
			end.get();
		}
		catch (InterruptedException ex) {
			end.cancel(true);
			Thread.currentThread().interrupt();
			missing = (message) -> new SendResult.Failed<>(message,
					interrupted(new Call(channel.operation(), channel.key(message)).failed(1, Outcome.UNKNOWN), ex));
		}
		catch (ExecutionException ex) {
			throw rethrowable(ex.getCause());
		}
		List<SendResult<M>> all = new ArrayList<>(keyed.size());
		synchronized (results) {
			for (M message : keyed) {
				SendResult<M> result = results.get(message);
				all.add((result != null) ? result : missing.apply(message));
			}
		}
		return all;
	}

	/**
	 * Unlike {@link Mono#block()}, reports the outcome to an interrupted caller. Also
	 * captures the caller's thread locals, for log lines and filters on other threads.
	 */
	private static <T> T await(Mono<T> answer, Operation operation, @Nullable String key) {
		requireBlockingThread();
		CallProgress progress = new CallProgress();
		CompletableFuture<@Nullable T> future = answer
			.contextWrite((context) -> context.put(CallProgress.class, progress))
			.contextCapture()
			.toFuture();
		try {
			return Objects.requireNonNull(future.get(), "no answer");
		}
		catch (InterruptedException ex) {
			FailedCall failed = progress.end();
			future.cancel(true);
			Thread.currentThread().interrupt();
			throw interrupted((failed != null) ? failed : new FailedCall(operation, key, 1, Outcome.UNKNOWN), ex);
		}
		catch (ExecutionException ex) {
			throw rethrowable(ex.getCause());
		}
	}

	private static void requireBlockingThread() {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException(
					"SmsGistTemplate waits for its answer, which the event-loop thread '%s' must not do: inject ReactiveSmsGistOperations instead"
						.formatted(Thread.currentThread().getName()));
		}
	}

	private static SmsGistTransportException interrupted(FailedCall call, InterruptedException cause) {
		return new SmsGistTransportException(call, "the thread was interrupted while it waited", cause);
	}

	/**
	 * Add the caller's stack trace to a failure from another thread.
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
