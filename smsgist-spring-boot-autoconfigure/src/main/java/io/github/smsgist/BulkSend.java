package io.github.smsgist;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

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

	private final Function<SmsMessage, Mono<SendReceipt>> send;

	/**
	 * A failure that every later message would share.
	 */
	private final AtomicReference<@Nullable SmsGistException> end = new AtomicReference<>();

	BulkSend(Function<SmsMessage, Mono<SendReceipt>> send) {
		this.send = send;
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
		SmsGistException end = this.end.get();
		if (end != null) {
			return Mono.just(new SmsResult.NotAttempted(message, end));
		}
		return Mono.defer(() -> this.send.apply(message))
			.<SmsResult>map((receipt) -> new SmsResult.Sent(message, receipt))
			.onErrorResume(RuntimeException.class, (failure) -> {
				if (failure instanceof SmsGistInsufficientCreditsException
						|| failure instanceof SmsGistAuthenticationException) {
					this.end.compareAndSet(null, (SmsGistException) failure);
				}
				return Mono.just(new SmsResult.Failed(message, failure));
			});
	}

}
