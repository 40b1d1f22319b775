package io.github.smsgist;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.smsgist.internal.http.Request;
import io.github.smsgist.internal.http.SmsGistClient;
import io.github.smsgist.internal.observation.ObservedCalls;
import io.github.smsgist.internal.resilience.CallPolicy;
import io.github.smsgist.model.CreditBalance;
import io.github.smsgist.model.EmailMessage;
import io.github.smsgist.model.MessageStatus;
import io.github.smsgist.model.RetryReceipt;
import io.github.smsgist.model.Route;
import io.github.smsgist.model.SendReceipt;
import io.github.smsgist.model.SmsMessage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Default implementation of {@link ReactiveSmsGistOperations}. Sets the idempotency key
 * of a call, and runs the call with a {@link CallPolicy} and an {@link SmsGistClient}.
 * Thread-safe.
 *
 * @since 0.1.0
 * @see SmsGistTemplateBuilder
 */
public final class ReactiveSmsGistTemplate implements ReactiveSmsGistOperations, AutoCloseable {

	private final SmsGistClient client;

	private final CallPolicy policy;

	private final ObservedCalls observed;

	private final String defaultRegion;

	private final Runnable onClose;

	private final AtomicBoolean closed = new AtomicBoolean();

	ReactiveSmsGistTemplate(SmsGistClient client, CallPolicy policy, ObservedCalls observed, String defaultRegion,
			Runnable onClose) {
		this.client = client;
		this.policy = policy;
		this.observed = observed;
		this.defaultRegion = defaultRegion;
		this.onClose = onClose;
	}

	@Override
	public Mono<SendReceipt> sendSms(SmsMessage message) {
		return send(Channel.SMS, message, BulkSend.ANY_TIME);
	}

	@Override
	public Mono<SendReceipt> sendSms(SmsMessage message, Duration maxDuration) {
		return send(Channel.SMS, message, maxDuration);
	}

	@Override
	public Flux<SendResult<SmsMessage>> sendSms(Publisher<SmsMessage> messages, Duration maxDuration) {
		return sendMany(Channel.SMS, messages, maxDuration);
	}

	@Override
	public Mono<SendReceipt> sendEmail(EmailMessage message) {
		return send(Channel.EMAIL, message, BulkSend.ANY_TIME);
	}

	@Override
	public Mono<SendReceipt> sendEmail(EmailMessage message, Duration maxDuration) {
		return send(Channel.EMAIL, message, maxDuration);
	}

	@Override
	public Flux<SendResult<EmailMessage>> sendEmail(Publisher<EmailMessage> messages, Duration maxDuration) {
		return sendMany(Channel.EMAIL, messages, maxDuration);
	}

	@Override
	public Mono<MessageStatus> getMessageStatus(String messageId) {
		return Mono.defer(() -> run(Request.getMessageStatus(messageId)));
	}

	@Override
	public Mono<RetryReceipt> retryMessage(String messageId) {
		return Mono.defer(() -> run(Request.retryMessage(messageId)));
	}

	@Override
	public Mono<CreditBalance> getCreditBalance() {
		return Mono.defer(() -> run(Request.getCreditBalance()));
	}

	/**
	 * End the current pause after a 429 before the service's {@code Retry-After} has
	 * passed.
	 */
	public void endPause() {
		this.policy.endPause();
	}

	/**
	 * Remove the client's Resilience4j instances and meters from their registries.
	 * Requests in progress continue. Calls that wait for their turn or for a retry fail
	 * immediately, as do further calls.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.onClose.run();
			this.policy.stop();
		}
	}

	private <M> Mono<SendReceipt> send(Channel<M> channel, M message, Duration maxDuration) {
		return Mono.defer(() -> {
			String key = channel.keyOf(message);
			return run(channel.request(message, this.defaultRegion), key, channel.route(message), maxDuration)
				.map((receipt) -> receipt.withIdempotencyKey(key));
		});
	}

	private <M> Flux<SendResult<M>> sendMany(Channel<M> channel, Publisher<M> messages, Duration maxDuration) {
		return Flux.defer(() -> new BulkSend<>(channel, this.defaultRegion, this.client, this.observed,
				this.policy.batch(maxDuration))
			.send(messages));
	}

	private <T> Mono<T> run(Request<T> request) {
		return run(request, null, null, BulkSend.ANY_TIME);
	}

	private <T> Mono<T> run(Request<T> request, @Nullable String key, @Nullable Route route, Duration maxDuration) {
		Mono<T> call = this.policy.run(request.call(key), maxDuration,
				(attempt) -> this.client.exchange(request, attempt));
		return this.observed.observe(request.operation(), route, call);
	}

}
