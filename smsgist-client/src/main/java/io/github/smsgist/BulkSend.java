package io.github.smsgist;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends many messages, a bounded number at a time.
 */
final class BulkSend {

	/**
	 * Enough to keep any rate limit busy over a slow network, few enough to need little
	 * memory.
	 */
	private static final int CONCURRENCY = 256;

	private final Sender sender;

	/**
	 * A failure that every later message would share.
	 */
	private final AtomicReference<@Nullable SmsGistException> end = new AtomicReference<>();

	BulkSend(Sender sender) {
		this.sender = sender;
	}

	/**
	 * If the source of the messages breaks off, those that are on their way still get
	 * their results before the stream ends in the source's failure.
	 */
	Flux<SmsResult> send(Publisher<SmsMessage> messages) {
		return Flux.from(messages).flatMapDelayError(this::sendOne, CONCURRENCY, CONCURRENCY);
	}

	private Mono<SmsResult> sendOne(SmsMessage unkeyed) {
		SmsMessage message = unkeyed.withIdempotencyKey(ReactiveSmsGistTemplate.keyOr(unkeyed.idempotencyKey()));
		return Mono.defer(() -> this.sender.send(message, this::hasEnded))
			.<SmsResult>map((receipt) -> new SmsResult.Sent(message, receipt))
			.onErrorResume(RuntimeException.class, (failure) -> Mono.just(result(message, failure)));
	}

	private SmsResult result(SmsMessage message, RuntimeException failure) {
		SmsGistException end = this.end.get();
		if (failure instanceof EndedException && end != null) {
			return new SmsResult.NotAttempted(message, end);
		}
		if (failure instanceof SmsGistInsufficientCreditsException
				|| failure instanceof SmsGistAuthenticationException) {
			this.end.compareAndSet(null, (SmsGistException) failure);
		}
		return new SmsResult.Failed(message, failure);
	}

	private boolean hasEnded() {
		return this.end.get() != null;
	}

	/**
	 * Sends one of the messages.
	 */
	@FunctionalInterface
	interface Sender {

		/**
		 * Send a message.
		 * @param message the message
		 * @param ended whether it is too late to begin, in which case the result is an
		 * {@link EndedException}. Asked at the last moment: many messages may have been
		 * waiting for their permits when the end came
		 */
		Mono<SendReceipt> send(SmsMessage message, BooleanSupplier ended);

	}

	/**
	 * It was too late to begin.
	 */
	static final class EndedException extends RuntimeException {

		EndedException() {
			super(null, null, false, false);
		}

	}

}
