package io.github.smsgist.autoconfigure;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.smsgist.SmsGistTemplateBuilder;
import io.github.smsgist.client.CallListener;
import io.github.smsgist.client.CallListener.Call;
import io.github.smsgist.client.CallListener.ClientStatus;
import io.github.smsgist.error.SmsGistException.Outcome;
import io.github.smsgist.error.SmsGistRateLimitException;
import io.github.smsgist.model.Operation;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * {@link CallListener} that notices when a call for the credit balance has to wait for
 * the end of a pause or for a permit. A health check must not wait that long, nor report
 * an outage.
 */
final class CreditBalanceWaits implements CallListener {

	/**
	 * Longer than the usual wait for a permit.
	 */
	private static final Duration USUAL_WAIT = Duration.ofMillis(500);

	private final Set<MonoSink<?>> readers = ConcurrentHashMap.newKeySet();

	@Override
	public void waiting(ClientStatus client, Call call, Duration wait, WaitReason reason) {
		if (call.operation() == Operation.GET_CREDIT_BALANCE
				&& client.name().equals(SmsGistTemplateBuilder.DEFAULT_NAME)
				&& (reason == WaitReason.PAUSE || (reason == WaitReason.PERMIT && wait.compareTo(USUAL_WAIT) > 0))) {
			SmsGistRateLimitException heldBack = heldBack(call, wait, reason);
			this.readers.forEach((reader) -> reader.error(heldBack));
		}
	}

	private static SmsGistRateLimitException heldBack(Call call, Duration wait, WaitReason reason) {
		long seconds = TimeUnit.MILLISECONDS.toSeconds(wait.toMillis()) + 1;
		String why = (reason == WaitReason.PAUSE) ? "SMSGist asked to wait for another %s s"
				: "other calls hold the permits of the rate limiter for another %s s";
		return new SmsGistRateLimitException(call.failed(0, Outcome.NOT_PROCESSED), wait, why.formatted(seconds), null);
	}

	/**
	 * Return a {@link Mono} that fails as soon as a call for the balance has to wait.
	 * @param <T> the type, of which nothing is emitted
	 * @return a {@link Mono} that neither emits nor completes
	 */
	<T> Mono<T> failOnWait() {
		return Mono.create((reader) -> {
			this.readers.add(reader);
			reader.onDispose(() -> this.readers.remove(reader));
		});
	}

}
