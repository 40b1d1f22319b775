package io.github.smsgist;

import java.util.UUID;
import java.util.function.BooleanSupplier;

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

import org.springframework.util.Assert;

/**
 * Sends through SMSGist without blocking. It fixes the idempotency key of a call, hands
 * the call to its {@link CallPolicy}, and that lets the {@link SmsGistClient} make one
 * request after the other until the outcome is certain or time is up. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReactiveSmsGistTemplate implements ReactiveSmsGistOperations {

	private final SmsGistClient client;

	private final CallPolicy policy;

	private final ObservedCalls observed;

	private final String defaultRegion;

	/**
	 * Create a template.
	 * @param client makes the requests
	 * @param policy decides when and how often
	 * @param observed observes the calls
	 * @param defaultRegion the region that national phone numbers belong to, as two
	 * upper-case letters: {@code GH}
	 * @throws IllegalArgumentException if there is no such region
	 */
	public ReactiveSmsGistTemplate(SmsGistClient client, CallPolicy policy, ObservedCalls observed,
			String defaultRegion) {
		Assert.isTrue(SmsMessage.isRegion(defaultRegion),
				() -> "smsgist.default-region '%s' is not a region: give two upper-case letters, such as GH"
					.formatted(defaultRegion));
		this.client = client;
		this.policy = policy;
		this.observed = observed;
		this.defaultRegion = defaultRegion;
	}

	@Override
	public Mono<SendReceipt> sendSms(String recipient, String message) {
		return Mono.defer(() -> sendSms(SmsMessage.builder().to(recipient).message(message).build()));
	}

	@Override
	public Mono<SendReceipt> sendSms(SmsMessage message) {
		return Mono.defer(() -> {
			String key = keyOr(message.idempotencyKey());
			Request<SendReceipt> request = Request.sendSms(message.withRecipientsInE164(this.defaultRegion));
			return run(request, key, message.route()).map((receipt) -> receipt.withIdempotencyKey(key));
		});
	}

	@Override
	public Flux<SmsResult> sendSms(Publisher<SmsMessage> messages) {
		return Flux.defer(() -> new BulkSend(this::sendPatiently).send(messages));
	}

	@Override
	public Mono<SendReceipt> sendEmail(EmailMessage message) {
		return Mono.defer(() -> {
			String key = keyOr(message.idempotencyKey());
			return run(Request.sendEmail(message), key, message.route())
				.map((receipt) -> receipt.withIdempotencyKey(key));
		});
	}

	@Override
	public Mono<MessageStatus> getMessageStatus(String messageId) {
		return Mono.defer(() -> run(Request.getMessageStatus(messageId), null, null));
	}

	@Override
	public Mono<RetryReceipt> retryMessage(String messageId) {
		return Mono.defer(() -> run(Request.retryMessage(messageId), null, null));
	}

	@Override
	public Mono<CreditBalance> getCreditBalance() {
		return Mono.defer(() -> run(Request.getCreditBalance(), null, null));
	}

	private Mono<SendReceipt> sendPatiently(SmsMessage message, BooleanSupplier ended) {
		if (ended.getAsBoolean()) {
			return Mono.error(new BulkSend.EndedException());
		}
		String key = message.idempotencyKey();
		Request<SendReceipt> request = Request.sendSms(message.withRecipientsInE164(this.defaultRegion));
		Mono<SendReceipt> call = this.policy.runPatiently(request.call(key),
				(attempt) -> (attempt.number() == 1 && ended.getAsBoolean()) ? Mono.error(new BulkSend.EndedException())
						: this.client.exchange(request, attempt));
		return this.observed.observe(request.operation(), message.route(), call)
			.map((receipt) -> receipt.withIdempotencyKey(key));
	}

	private <T> Mono<T> run(Request<T> request, @Nullable String key, @Nullable Route route) {
		Mono<T> call = this.policy.run(request.call(key), (attempt) -> this.client.exchange(request, attempt));
		return this.observed.observe(request.operation(), route, call);
	}

	/**
	 * The one place where a key is made.
	 */
	static String keyOr(@Nullable String key) {
		return (key != null) ? key : UUID.randomUUID().toString();
	}

}
