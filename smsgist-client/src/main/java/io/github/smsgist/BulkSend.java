package io.github.smsgist;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.error.SmsGistAuthenticationException;
import io.github.smsgist.error.SmsGistException;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistInsufficientCreditsException;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.internal.http.Request;
import io.github.smsgist.internal.http.SmsGistClient;
import io.github.smsgist.internal.observation.ObservedCalls;
import io.github.smsgist.internal.resilience.Batch;
import io.github.smsgist.model.SendReceipt;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Sends many messages, with a bounded number of calls at the same time. A call is made
 * and observed only when it is its turn.
 *
 * @param <M> the type of the messages
 */
final class BulkSend<M> {

	/**
	 * No time limit.
	 */
	static final Duration ANY_TIME = Duration.ofSeconds(Long.MAX_VALUE);

	/**
	 * Enough for any rate limit over a slow network, with little memory.
	 */
	private static final int CONCURRENCY = 256;

	private final Channel<M> channel;

	private final String defaultRegion;

	private final SmsGistClient client;

	private final ObservedCalls observed;

	private final Batch batch;

	/**
	 * Failure that applies to all further messages.
	 */
	private final AtomicReference<@Nullable SmsGistException> end = new AtomicReference<>();

	private final Sinks.Empty<Void> timeIsOver = Sinks.empty();

	BulkSend(Channel<M> channel, String defaultRegion, SmsGistClient client, ObservedCalls observed, Batch batch) {
		this.channel = channel;
		this.defaultRegion = defaultRegion;
		this.client = client;
		this.observed = observed;
		this.batch = batch;
	}

	/**
	 * If the source fails, the result signals that failure after the results of all calls
	 * in progress. The source is canceled when there is no time for another message.
	 */
	Flux<SendResult<M>> send(Publisher<M> messages) {
		return Intake.until(this.batch.end().or(this.timeIsOver.asMono()), messages)
			.flatMapDelayError(this::sendOne, CONCURRENCY, CONCURRENCY);
	}

	private Mono<SendResult<M>> sendOne(M unkeyed) {
		M message = this.channel.keyed(unkeyed);
		return Mono.defer(() -> hasEnded() ? Mono.just(notAttempted(message)) : waitAndCall(message))
			.onErrorResume(RuntimeException.class, (failure) -> Mono.just(failed(message, failure)));
	}

	private Mono<SendResult<M>> waitAndCall(M message) {
		Request<SendReceipt> request = this.channel.request(message, this.defaultRegion);
		Call call = request.call(this.channel.keyOf(message));
		return this.batch.turn(call)
			.flatMap((turn) -> hasEnded() ? Mono.just(notAttempted(message)) : call(message, request, turn))
			.switchIfEmpty(Mono.fromSupplier(() -> outOfTime(message)));
	}

	private Mono<SendResult<M>> call(M message, Request<SendReceipt> request, Batch.Turn turn) {
		Mono<SendReceipt> call = turn.run((attempt) -> this.client.exchange(request, attempt));
		return this.observed.observe(request.operation(), this.channel.route(message), call)
			.map((receipt) -> new SendResult.Sent<>(message, receipt.withIdempotencyKey(this.channel.keyOf(message))));
	}

	private SendResult<M> failed(M message, RuntimeException failure) {
		if (failure instanceof SmsGistInsufficientCreditsException
				|| failure instanceof SmsGistAuthenticationException) {
			this.end.compareAndSet(null, (SmsGistException) failure);
		}
		return new SendResult.Failed<>(message, failure);
	}

	private boolean hasEnded() {
		return this.end.get() != null;
	}

	private SendResult<M> notAttempted(M message) {
		SmsGistException end = this.end.get();
		return (end != null) ? new SendResult.NotAttempted<>(message, end) : outOfTime(message);
	}

	private SendResult<M> outOfTime(M message) {
		this.timeIsOver.tryEmitEmpty();
		return outOfTime(this.channel, message);
	}

	static <M> SendResult<M> outOfTime(Channel<M> channel, M message) {
		Call call = new Call(channel.operation(), channel.key(message));
		return new SendResult.NotAttempted<>(message,
				new SmsGistRateLimitException(call.failed(0, Outcome.NOT_PROCESSED), null,
						"its turn would not have come within the time that all messages may take", null));
	}

}
